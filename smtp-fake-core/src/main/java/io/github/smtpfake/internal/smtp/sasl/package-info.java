/** The mechanisms of AUTH (RFC 4954, RFC 4422): bytes in, challenges out. Independent of base64 and SMTP. */
@NullMarked
package io.github.smtpfake.internal.smtp.sasl;

import org.jspecify.annotations.NullMarked;

/** The mechanisms of AUTH (RFC 4954, RFC 4422): octets in, challenges out. Knows neither base64 nor SMTP. */
@NullMarked
package io.github.smtpfake.internal.smtp.sasl;

import org.jspecify.annotations.NullMarked;

/** Certificates made in the process, and the server's side of TLS. */
@NullMarked
package io.github.smtpfake.internal.smtp.tls;

import org.jspecify.annotations.NullMarked;

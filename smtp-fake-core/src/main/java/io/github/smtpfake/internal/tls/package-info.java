/** Certificates made in the process, and the server's side of TLS. */
@NullMarked
package io.github.smtpfake.internal.tls;

import org.jspecify.annotations.NullMarked;

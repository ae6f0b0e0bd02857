/** Sockets, threads and timeouts, which perform the steps of the protocol. */
@NullMarked
package io.github.smtpfake.internal.smtp.server;

import org.jspecify.annotations.NullMarked;

/** Sockets, threads and time-outs: carries out what the protocol decides. */
@NullMarked
package io.github.smtpfake.internal.smtp.server;

import org.jspecify.annotations.NullMarked;

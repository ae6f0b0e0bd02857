/** Sockets, threads and time-outs: carries out the steps that the protocol decides on. */
@NullMarked
package io.github.smtpfake.internal.smtp.server;

import org.jspecify.annotations.NullMarked;

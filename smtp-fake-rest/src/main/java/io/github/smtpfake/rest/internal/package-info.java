/** Options, and the application that they describe: an SMTP server with its HTTP API. */
@NullMarked
package io.github.smtpfake.rest.internal;

import org.jspecify.annotations.NullMarked;

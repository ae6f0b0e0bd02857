/** The application, an SMTP server with its HTTP API, and the command-line options that configure it. */
@NullMarked
package io.github.smtpfake.rest.internal;

import org.jspecify.annotations.NullMarked;

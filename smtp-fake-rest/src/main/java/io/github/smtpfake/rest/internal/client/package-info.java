/** The commands that query a running server over HTTP, for shell scripts and health checks. */
@NullMarked
package io.github.smtpfake.rest.internal.client;

import org.jspecify.annotations.NullMarked;

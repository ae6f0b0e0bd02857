/** Settings of a server, and what a client needs to trust it. */
@NullMarked
package io.github.smtpfake.config;

import org.jspecify.annotations.NullMarked;

/**
 * The settings of a server, and the certificates that clients trust. Unless stated otherwise, methods throw a {@link
 * NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.config;

import org.jspecify.annotations.NullMarked;

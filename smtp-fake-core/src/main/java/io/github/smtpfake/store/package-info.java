/**
 * The messages and sessions that a server keeps, within limits. Unless stated otherwise, methods throw a {@link
 * NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.store;

import org.jspecify.annotations.NullMarked;

/**
 * Captured messages, their content and problems, and the queries that select messages. Unless stated otherwise, methods
 * throw a {@link NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.message;

import org.jspecify.annotations.NullMarked;

/** Captured messages, their content and problems, and the queries that select messages. */
@NullMarked
package io.github.smtpfake.message;

import org.jspecify.annotations.NullMarked;

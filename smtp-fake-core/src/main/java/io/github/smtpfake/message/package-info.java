/** What was captured: messages with their envelopes, sessions, and the queries that select among them. */
@NullMarked
package io.github.smtpfake.message;

import org.jspecify.annotations.NullMarked;

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;

/**
 * A message that has arrived and is not stored yet.
 *
 * @param begun the mark of the store when its transaction began
 */
record Arrival(CapturedMessage message, Mark begun) {}

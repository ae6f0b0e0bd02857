package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.message.CapturedMessage;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of the content of a message, so that they need not parse it.
 *
 * @param index the index of the content; empty if it has not been made
 * @param snippet null if it has not been made
 */
record Preview(byte[] index, @Nullable String snippet) {
    static final Preview NONE = new Preview(new byte[0], null);

    /** Returns the preview of a message, which it parses once. */
    static Preview of(CapturedMessage message) {
        // Kept, so that the index does not parse it again.
        message.content();
        return new Preview(Delivery.of(message).index(), message.snippet());
    }
}

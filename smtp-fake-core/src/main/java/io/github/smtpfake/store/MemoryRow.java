package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import java.util.List;

/**
 * A message in memory. Immutable: a change of its marks replaces the row, so that a reader of the old rows sees all or none of
 * the changes of a call.
 */
record MemoryRow(long number, long begun, CapturedMessage message, boolean isRead, List<String> tags)
        implements StoredMessage {

    MemoryRow withRead(boolean read) {
        return new MemoryRow(number, begun, message, read, tags);
    }

    MemoryRow withTags(List<String> newTags) {
        return new MemoryRow(number, begun, message, isRead, newTags);
    }
}

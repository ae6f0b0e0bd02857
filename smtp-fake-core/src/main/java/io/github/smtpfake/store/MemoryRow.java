package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import java.util.List;

/** A message in memory. Its marks change under the lock of the store, and are read without it. */
final class MemoryRow implements StoredMessage {
    private final long number;
    private final long begun;
    private final CapturedMessage message;
    private volatile boolean read;
    private volatile List<String> tags;
    private volatile boolean removed;

    MemoryRow(long number, long begun, CapturedMessage message, List<String> tags) {
        this.number = number;
        this.begun = begun;
        this.message = message;
        this.tags = tags;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long begun() {
        return begun;
    }

    @Override
    public CapturedMessage message() {
        return message;
    }

    @Override
    public boolean isRead() {
        return read;
    }

    void setRead(boolean isRead) {
        read = isRead;
    }

    @Override
    public List<String> tags() {
        return tags;
    }

    void setTags(List<String> newTags) {
        tags = newTags;
    }

    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
    }
}

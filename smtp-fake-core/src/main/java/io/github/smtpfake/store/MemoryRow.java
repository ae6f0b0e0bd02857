package io.github.smtpfake.store;

import io.github.smtpfake.internal.delivery.SearchValues;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in memory. Its marks change under the lock of the store, and are read without it. */
final class MemoryRow implements StoredMessage {
    private final long number;
    private final long begun;
    private final CapturedMessage message;
    private volatile boolean read;
    /** Null until the tags are first needed, because finding those that the message contains requires parsing it. */
    private volatile @Nullable List<String> tags;

    private volatile boolean removed;

    MemoryRow(long number, long begun, CapturedMessage message) {
        this.number = number;
        this.begun = begun;
        this.message = message;
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

    boolean setRead(boolean isRead) {
        boolean changes = read != isRead;
        read = isRead;
        return changes;
    }

    @Override
    public List<String> tags() {
        List<String> known = tags;
        return known == null ? findTags() : known;
    }

    private List<String> findTags() {
        List<String> found = SearchValues.of(message).tags();
        synchronized (this) {
            List<String> known = tags;
            if (known == null) {
                known = found;
                tags = found;
            }
            return known;
        }
    }

    synchronized boolean setTags(List<String> newTags) {
        boolean changes = !tags().equals(newTags);
        tags = newTags;
        return changes;
    }

    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
    }
}

package io.github.smtpfake.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many messages of a store are unread, and how many have each tag. Every list shows these. Not thread-safe. */
final class MarkCounts {
    private final SortedMap<String, Integer> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int unread;

    void add(StoredMessage message) {
        unread += message.isRead() ? 0 : 1;
        message.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum));
    }

    void remove(StoredMessage message) {
        unread -= message.isRead() ? 0 : 1;
        removeTags(message.tags());
    }

    private void removeTags(List<String> names) {
        names.forEach(tag -> tags.computeIfPresent(tag, (name, count) -> count == 1 ? null : count - 1));
    }

    int unread() {
        return unread;
    }

    SortedMap<String, Integer> tags() {
        SortedMap<String, Integer> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(tags);
        return copy;
    }
}

package io.github.smtpfake.jdbc;

import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The tags of all messages, which are counted again only when they may have changed. Thread-safe. */
final class TagCounts {
    /** More of them are not kept. */
    private static final int MOST = 1_000;

    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Counted last;

    /** @param changes the changes that had been committed before the tags were counted, and perhaps more */
    private record Counted(long changes, SortedMap<String, Integer> tags) {}

    /** Records that a change has been committed, before the caller learns of it. */
    void changed() {
        changes.incrementAndGet();
    }

    /** Returns each tag with the number of its messages. */
    SortedMap<String, Integer> read(Readers readers) {
        long before = changes.get();
        Counted known = last;
        if (known != null && known.changes == before) {
            readers.requireUsable();
            return known.tags;
        }
        SortedMap<String, Integer> tags = Collections.unmodifiableSortedMap(readers.read(Tags::counts));
        if (tags.size() <= MOST) {
            last = new Counted(before, tags);
        }
        return tags;
    }
}

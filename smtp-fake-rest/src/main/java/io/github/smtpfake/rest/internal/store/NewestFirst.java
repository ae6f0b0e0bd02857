package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages that match a query newest first, in batches, so that not all of them are in memory. Skips messages that are
 * deleted in the meantime, and ignores those that arrive in the meantime. Used by one thread at a time.
 *
 * <p>Each request to the store covers a range of numbers, because a store counts all matches for a page.
 */
public final class NewestFirst {
    private static final int SMALLEST_RANGE = 1_000;

    private final MessageStore store;
    private final StoreQuery query;
    private final int batch;
    /** The messages with this and higher numbers have been read. */
    private long before;
    /** How many numbers the next request covers. It grows while there are few matches among them. */
    private long range;

    /**
     * Creates a reader that begins with the newest message of the store.
     *
     * @param batch the maximum number of messages in memory at a time
     */
    public NewestFirst(MessageStore store, StoreQuery query, int batch) {
        this.store = store;
        this.query = query;
        this.batch = batch;
        this.before = Math.min(query.before(), store.mark().message() + 1);
        this.range = Math.max(SMALLEST_RANGE, batch);
    }

    /** Returns the newest message that matches; empty if there is none. */
    public static Optional<StoredMessage> first(MessageStore store, StoreQuery query) {
        return new NewestFirst(store, query, 1).next().stream().findFirst();
    }

    /** Returns the next messages, newest first, or an empty list after the last one. */
    public List<StoredMessage> next() {
        while (before > query.after() + 1) {
            long after = Math.max(query.after(), before - 1 - range);
            Page page = store.page(query.after(after).before(before), 0, batch);
            List<StoredMessage> found = page.messages();
            if (page.matched() > found.size()) {
                before = found.get(found.size() - 1).number();
                range = Math.max(SMALLEST_RANGE, range / 2);
                return found;
            }
            before = after + 1;
            range = Math.min(range * 2, Integer.MAX_VALUE);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}

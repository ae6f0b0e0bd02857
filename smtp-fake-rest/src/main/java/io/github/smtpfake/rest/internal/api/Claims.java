package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that the drains in progress are about to return and delete. Each message has at most one claim, so that only one
 * client receives it. Claims hold numbers only, because there may be too many messages for the memory. Thread-safe.
 */
final class Claims {
    private static final int BATCH = 500;

    private final MessageStore store;
    private final List<NumberSet> active = new ArrayList<>();

    Claims(MessageStore store) {
        this.store = store;
    }

    /**
     * The result of an attempt to claim messages.
     *
     * @param found the number of messages that match and are not claimed, counted up to the larger of count and limit
     * @param isComplete whether no message was skipped because it is claimed
     * @param claimed the newest of these messages up to the limit; empty if too few were found
     */
    record Attempt(long found, boolean isComplete, NumberSet claimed) {}

    /**
     * Claims the newest messages that match and are not claimed, unless there are fewer than {@code count}. A claim lasts until
     * {@link #release}.
     *
     * @param limit the maximum number of messages to claim
     */
    synchronized Attempt claim(StoreQuery query, int count, int limit) {
        NumberSet chosen = new NumberSet();
        long found = 0;
        boolean isComplete = true;
        NewestFirst messages = new NewestFirst(store, query, Math.min(BATCH, limit));
        boolean isAtEnd = false;
        while (!isAtEnd && found < Math.max(count, limit)) {
            List<StoredMessage> batch = messages.next();
            isAtEnd = batch.isEmpty();
            for (StoredMessage message : batch) {
                if (isClaimed(message.number())) {
                    isComplete = false;
                } else if (found++ < limit) {
                    chosen.add(message.number());
                }
            }
        }
        if (found < count || chosen.size() == 0) {
            return new Attempt(found, isComplete, new NumberSet());
        }
        active.add(chosen);
        return new Attempt(found, isComplete, chosen);
    }

    private boolean isClaimed(long number) {
        return active.stream().anyMatch(claim -> claim.contains(number));
    }

    /** Ends a claim. The messages that its drain has not deleted are available again. */
    synchronized void release(NumberSet claimed) {
        active.removeIf(claim -> claim == claimed);
    }
}

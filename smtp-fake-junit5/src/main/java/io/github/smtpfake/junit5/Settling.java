package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import java.time.Duration;

/** Waits after a test for the mail that its application is still sending. */
final class Settling {
    /** Limits the whole wait, as a multiple of the time without a change. */
    private static final int MAX_TIMES = 10;

    private Settling() {}

    /**
     * Waits until no mail transaction is under way and nothing has changed for the given time: no client has connected, no
     * message has arrived and no session has progressed. Waits at most ten times as long. Keeps an interrupt.
     */
    static void await(MessageStore store, Duration settle) {
        Duration longest = settle.multipliedBy(MAX_TIMES);
        long begin = System.nanoTime();
        try {
            Duration remaining = longest;
            while (!remaining.isZero() && !remaining.isNegative()) {
                Mark seen = store.mark();
                boolean untilTheEnd = isTransactionUnderWay(store) || remaining.compareTo(settle) < 0;
                if (!store.awaitChange(seen, untilTheEnd ? remaining : settle)) {
                    return;
                }
                remaining = longest.minusNanos(System.nanoTime() - begin);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isTransactionUnderWay(MessageStore store) {
        for (SessionActivity activity : store.activityAfter(store.mark())) {
            boolean isOpen = activity.session().end().isEmpty();
            if (isOpen
                    && activity.session().transactionsEnded()
                            < activity.session().transactionsBegun()) {
                return true;
            }
        }
        return false;
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.internal.delivery.Delivery;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the indexes of stored messages while no mail arrives, so that the first search of a large store need not make all of
 * them. Small stores do not need it, so it has a thread only while there are many messages to index. Thread-safe.
 */
final class Indexer {
    /** Fewer messages are indexed by the first search in a few milliseconds. */
    private static final int WORTHWHILE = 1_000;

    /** Few enough that indexing hardly slows down arriving mail. */
    private static final int BATCH = 50;

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MessageStore store;
    private volatile long indexed;
    /** When the last message was stored, by {@link System#nanoTime}. */
    private volatile long lastArrival;

    private @Nullable Thread thread;

    Indexer(MessageStore store) {
        this.store = store;
    }

    /** Records that the message with this number has been stored. */
    void arrived(long number) {
        lastArrival = System.nanoTime();
        if (number - indexed >= WORTHWHILE) {
            start();
        }
    }

    private synchronized void start() {
        if (thread == null) {
            Thread started = new Thread(this::run, "smtp-fake-index");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    /** Returns the number of the last message that has been indexed in advance. */
    long indexed() {
        return indexed;
    }

    /** Returns the thread that makes indexes now, or null if there is none. */
    @Nullable
    synchronized Thread thread() {
        return thread;
    }

    private void run() {
        try {
            while (indexed < store.mark().message() && !Thread.currentThread().isInterrupted()) {
                awaitQuiet();
                indexUntilMailArrives(store.mark().message());
            }
            end();
        } catch (Throwable e) {
            // For example, the heap is needed for mail. Searches make the indexes that they need, so this thread is
            // never
            // started again.
            indexed = Long.MAX_VALUE;
            if (!(e instanceof OutOfMemoryError)) {
                throw e;
            }
        }
    }

    /**
     * Waits until no mail has arrived for some time. An arrival moves the end of the wait, but does not wake this thread,
     * which would cost more than to store the message.
     */
    private void awaitQuiet() {
        long remaining = QUIET_NANOS;
        while (remaining > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, remaining);
            remaining = lastArrival + QUIET_NANOS - System.nanoTime();
        }
    }

    private void indexUntilMailArrives(long last) {
        while (indexed < last && store.mark().message() == last) {
            long next = Math.min(last, indexed + BATCH);
            List<StoredMessage> batch =
                    store.next(StoreQuery.all().after(indexed).before(next + 1), BATCH);
            for (StoredMessage stored : batch) {
                Delivery.index(stored.message());
            }
            indexed = next;
        }
    }

    private synchronized void end() {
        thread = null;
    }
}

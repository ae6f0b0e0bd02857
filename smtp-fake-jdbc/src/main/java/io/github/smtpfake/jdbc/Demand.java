package io.github.smtpfake.jdbc;

import java.util.concurrent.TimeUnit;

/**
 * When others last needed the store, so that work for which nobody waits gives way to them: a page must not share the
 * processors with it. Thread-safe.
 */
final class Demand {
    private static final long AFTER_ARRIVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long AFTER_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    // By System.nanoTime().
    private volatile long lastArrival = System.nanoTime();
    private volatile long lastRequest = lastArrival;

    /** Records that a message has been stored. */
    void arrived() {
        lastArrival = System.nanoTime();
    }

    /** Records that messages are read now. */
    void requested() {
        lastRequest = System.nanoTime();
    }

    /** Returns for how many nanoseconds to wait before other work; at most 0 if nobody has needed the store recently. */
    long remainingNanos() {
        long now = System.nanoTime();
        return Math.max(lastArrival + AFTER_ARRIVAL_NANOS - now, lastRequest + AFTER_REQUEST_NANOS - now);
    }

    /** Returns whether messages were read recently. */
    boolean isReading() {
        return isRequestedAfter(System.nanoTime() - AFTER_REQUEST_NANOS);
    }

    /** Returns whether messages were read after a point in time, as {@link System#nanoTime} returns it. */
    boolean isRequestedAfter(long nanos) {
        return lastRequest - nanos > 0;
    }
}

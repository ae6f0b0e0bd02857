package io.github.smtpfake.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

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
    private final AtomicInteger requests = new AtomicInteger();

    /** Records that a message has been stored. */
    void arrived() {
        lastArrival = System.nanoTime();
    }

    /** Returns the result of a request that reads messages. */
    <T> T during(Supplier<T> request) {
        requests.incrementAndGet();
        try {
            return request.get();
        } finally {
            lastRequest = System.nanoTime();
            requests.decrementAndGet();
        }
    }

    /** Returns for how many nanoseconds to wait before other work; at most 0 if nobody has needed the store recently. */
    long remainingNanos() {
        long now = System.nanoTime();
        long request = requests.get() > 0 ? now : lastRequest;
        return Math.max(lastArrival + AFTER_ARRIVAL_NANOS - now, request + AFTER_REQUEST_NANOS - now);
    }

    /** Returns whether messages were read recently. */
    boolean isReading() {
        return isRequestedAfter(System.nanoTime() - AFTER_REQUEST_NANOS);
    }

    /** Returns whether messages were read after a point in time, as {@link System#nanoTime} returns it. */
    boolean isRequestedAfter(long nanos) {
        return requests.get() > 0 || lastRequest - nanos > 0;
    }
}

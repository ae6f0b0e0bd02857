package io.github.smtpfake.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When others last needed the store, so that work for which nobody waits gives way to them: a page must not share the
 * processors with it. Thread-safe.
 */
final class Demand {
    private static final long AFTER_ARRIVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long AFTER_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A tenth of the time is for other work. */
    private static final int WAIT_PER_WORK_OF_READERS = 9;
    /** A hundredth of the time is for other work, which needs the writer as much as senders do. */
    private static final int WAIT_PER_WORK_OF_SENDERS = 99;

    private final LongSupplier nanoTime;
    private volatile long lastArrival;
    private volatile long lastRequest;
    private final AtomicInteger requests = new AtomicInteger();

    Demand() {
        this(System::nanoTime);
    }

    /** @param nanoTime returns the time as {@link System#nanoTime} does */
    Demand(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastArrival = nanoTime.getAsLong();
        this.lastRequest = lastArrival;
    }

    /** Records that a message has been stored. */
    void arrived() {
        lastArrival = nanoTime.getAsLong();
    }

    /** Returns the result of a request that reads messages. */
    <T> T during(Supplier<T> request) {
        requests.incrementAndGet();
        try {
            return request.get();
        } finally {
            lastRequest = nanoTime.getAsLong();
            requests.decrementAndGet();
        }
    }

    /** Returns for how many nanoseconds to wait before other work; at most 0 if nobody has needed the store recently. */
    long remainingNanos() {
        long now = nanoTime.getAsLong();
        long request = requests.get() > 0 ? now : lastRequest;
        return Math.max(remainingOfArrival(now), request + AFTER_REQUEST_NANOS - now);
    }

    private long remainingOfArrival(long now) {
        return lastArrival + AFTER_ARRIVAL_NANOS - now;
    }

    /**
     * Returns for how many nanoseconds to wait at most before other work, which thus gets a bounded share of the time even if
     * mail and requests never cease to arrive.
     *
     * @param workNanos how long it has worked since its last wait
     */
    long longestWaitNanos(long workNanos) {
        boolean isArriving = remainingOfArrival(nanoTime.getAsLong()) > 0;
        long wait = workNanos * (isArriving ? WAIT_PER_WORK_OF_SENDERS : WAIT_PER_WORK_OF_READERS);
        return Math.min(LONGEST_WAIT_NANOS, wait);
    }

    /** Returns whether messages were read recently. */
    boolean isReading() {
        return isRequestedAfter(nanoTime.getAsLong() - AFTER_REQUEST_NANOS);
    }

    /** Returns whether messages were read after a point in time, as {@link System#nanoTime} returns it. */
    boolean isRequestedAfter(long nanos) {
        return requests.get() > 0 || lastRequest - nanos > 0;
    }
}

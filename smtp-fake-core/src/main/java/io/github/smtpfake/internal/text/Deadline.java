package io.github.smtpfake.internal.text;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** The moment at which a wait times out. Immutable and thread-safe. */
public final class Deadline {
    /** A deadline that has already passed. */
    public static final Deadline PASSED = new Deadline(0, 0);

    private final long start;
    private final long length;

    private Deadline(long start, long length) {
        this.start = start;
        this.length = length;
    }

    /** Returns the deadline that is this long after now. */
    public static Deadline in(Duration timeout) {
        return timeout.isNegative() || timeout.isZero() ? PASSED : new Deadline(System.nanoTime(), nanos(timeout));
    }

    /** Returns the nanoseconds of a timeout, which may exceed the 292 years that a long can represent. */
    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    /** Returns the time until this deadline; zero if it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    private long remainingNanos() {
        // Subtract rather than compute the end, because the sum of start and length may overflow.
        return length == 0 ? 0 : length - (System.nanoTime() - start);
    }

    /** Waits for the signal or the deadline. Returns false immediately if the deadline had already passed. */
    @SuppressWarnings("WaitNotInLoop") // The caller has the loop.
    public boolean await(Condition signal) throws InterruptedException {
        long remaining = remainingNanos();
        if (remaining <= 0) {
            return false;
        }
        signal.awaitNanos(remaining);
        return true;
    }
}

package io.github.smtpfake.internal.text;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** The moment at which a wait gives up. */
public final class Deadline {
    /** Does not wait at all. */
    public static final Deadline PASSED = new Deadline(0, 0);

    private final long start;
    private final long length;

    private Deadline(long start, long length) {
        this.start = start;
        this.length = length;
    }

    public static Deadline in(Duration timeout) {
        return timeout.isNegative() || timeout.isZero() ? PASSED : new Deadline(System.nanoTime(), nanos(timeout));
    }

    /** A time-out may be longer than the 292 years that nanoseconds hold. */
    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    /** Waits for the signal or the time to be over; returns false at once when the time was over before. */
    @SuppressWarnings("WaitNotInLoop") // The loop is that of the caller.
    public boolean await(Condition signal) throws InterruptedException {
        // Not the moment of the end: a sum with the start may overflow.
        long remaining = length == 0 ? 0 : length - (System.nanoTime() - start);
        if (remaining <= 0) {
            return false;
        }
        signal.awaitNanos(remaining);
        return true;
    }
}

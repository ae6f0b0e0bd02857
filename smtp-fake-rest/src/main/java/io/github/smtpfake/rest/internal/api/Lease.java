package io.github.smtpfake.rest.internal.api;

import java.time.Duration;
import java.util.concurrent.Future;

/** The time for which something lasts unless it is used. Not thread-safe. */
final class Lease {
    private final LeaseClock clock;
    private final Duration time;
    private final Runnable check;
    private long usedAt;
    private Future<?> nextCheck;

    /**
     * Begins a lease.
     *
     * @param check runs on a thread of the clock when the lease may have expired, and asks {@link #hasExpired}
     */
    Lease(LeaseClock clock, Duration time, Runnable check) {
        this.clock = clock;
        this.time = time;
        this.check = check;
        this.usedAt = clock.nanoTime();
        this.nextCheck = clock.after(time, check);
    }

    /** Begins the lease again. A later check considers the new time. */
    void renew() {
        usedAt = clock.nanoTime();
    }

    /** Returns whether the lease has expired; if not, it is checked again when it may have. */
    boolean hasExpired() {
        Duration rest = time.minusNanos(clock.nanoTime() - usedAt);
        if (rest.isNegative() || rest.isZero()) {
            return true;
        }
        nextCheck = clock.after(rest, check);
        return false;
    }

    /** Ends the lease: it is not checked again. */
    void end() {
        nextCheck.cancel(false);
    }
}

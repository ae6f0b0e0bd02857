package io.github.smtpfake.rest.internal.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs slow checks one after the other, so that clients which try passwords occupy one processor at most. Only some checks
 * wait, because each of them occupies a thread. Thread-safe.
 */
final class Turns {
    private final Semaphore places;
    private final Semaphore turn = new Semaphore(1, true);
    private final Duration patience;

    /**
     * Creates turns.
     *
     * @param waiting how many checks may wait while one runs
     * @param patience how long a check waits for its turn
     */
    Turns(int waiting, Duration patience) {
        this.places = new Semaphore(1 + waiting);
        this.patience = patience;
    }

    /**
     * Runs a check in its turn.
     *
     * @return its result, or busy, without having run it, if too many others wait, the turn did not arrive in time, or the
     *     thread was interrupted
     */
    HashedPassword.Result run(BooleanSupplier check) {
        if (!places.tryAcquire()) {
            return HashedPassword.Result.BUSY;
        }
        try {
            return runInTurn(check);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HashedPassword.Result.BUSY;
        } finally {
            places.release();
        }
    }

    private HashedPassword.Result runInTurn(BooleanSupplier check) throws InterruptedException {
        if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return HashedPassword.Result.BUSY;
        }
        try {
            return check.getAsBoolean() ? HashedPassword.Result.ACCEPTED : HashedPassword.Result.REJECTED;
        } finally {
            turn.release();
        }
    }

    /** Returns how many more checks may run or wait now. */
    int free() {
        return places.availablePermits();
    }
}

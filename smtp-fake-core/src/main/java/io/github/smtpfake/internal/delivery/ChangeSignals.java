package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.internal.text.Deadline;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The last message of a store and the last change of its sessions, with a lock for whatever changes them, and signals for
 * threads that wait for them. Thread-safe.
 *
 * <p>An interrupt ends a wait. A method that need not wait ignores it, so that an interrupted test can still report the
 * messages that have arrived.
 */
public final class ChangeSignals {
    private final ReentrantLock lock = new ReentrantLock();
    /** Signals that a message has arrived. */
    private final Condition arrival = lock.newCondition();
    /** Signals that a message has arrived or a session has changed. */
    private final Condition change = lock.newCondition();

    /** Written only under the lock, so that each mail transaction can read its mark without it. */
    private volatile long lastNumber;

    private volatile long lastChange;

    /**
     * Creates the signals of a store.
     *
     * @param lastNumber the number of its last message
     * @param lastChange the number of the last change of a session
     */
    public ChangeSignals(long lastNumber, long lastChange) {
        this.lastNumber = lastNumber;
        this.lastChange = lastChange;
    }

    /** Returns the number of the last message. */
    public long lastNumber() {
        return lastNumber;
    }

    /** Returns the number of the last change of a session. */
    public long lastChange() {
        return lastChange;
    }

    /** Returns the result of a function, which no other thread calls at the same time. */
    public <T> T locked(Supplier<T> use) {
        lock.lock();
        try {
            return use.get();
        } finally {
            lock.unlock();
        }
    }

    /** Acquires the lock; {@link #unlock} must follow. */
    public void lock() {
        lock.lock();
    }

    /** Releases the lock. */
    public void unlock() {
        lock.unlock();
    }

    /** Records the last message and the last change, and wakes the threads that wait for them. Requires the lock. */
    public void update(long number, long sessionChange) {
        boolean hasArrival = number > lastNumber;
        boolean hasChange = hasArrival || sessionChange > lastChange;
        lastNumber = Math.max(lastNumber, number);
        lastChange = Math.max(lastChange, sessionChange);
        if (hasArrival) {
            arrival.signalAll();
        }
        if (hasChange) {
            change.signalAll();
        }
    }

    /**
     * Waits for a message after a number, and returns true as soon as one has arrived, or false at the deadline.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitArrival(long number, Deadline deadline) throws InterruptedException {
        return await(arrival, deadline, () -> lastNumber > number);
    }

    /**
     * Waits for a message after a number or a change of a session after another one, and returns true as soon as there is one,
     * or false at the deadline.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitChange(long number, long sessionChange, Deadline deadline) throws InterruptedException {
        return await(change, deadline, () -> lastNumber > number || lastChange > sessionChange);
    }

    private boolean await(Condition signal, Deadline deadline, BooleanSupplier condition) throws InterruptedException {
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (!deadline.await(signal)) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}

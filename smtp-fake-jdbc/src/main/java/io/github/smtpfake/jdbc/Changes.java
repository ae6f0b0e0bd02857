package io.github.smtpfake.jdbc;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoredSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Notifies listeners and waiting threads of changes, one after the other, in their order. Thread-safe.
 *
 * <p>An interrupt ends a wait. A method that need not wait ignores it.
 */
final class Changes {
    private static final Logger LOG = System.getLogger(Changes.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Condition change = lock.newCondition();
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    /** Written only under the lock. */
    private volatile long lastNumber;

    private volatile long lastChange;

    Changes(long lastNumber, long lastChange) {
        this.lastNumber = lastNumber;
        this.lastChange = lastChange;
    }

    void addListener(StoreListener listener) {
        listeners.add(listener);
    }

    void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    Mark mark() {
        return new Mark(lastNumber, lastChange);
    }

    /** Announces the messages that have been stored or removed. */
    void messages(long number, Consumer<StoreListener> event) {
        lock.lock();
        try {
            if (number > lastNumber) {
                lastNumber = number;
                arrival.signalAll();
                change.signalAll();
            }
            listeners.forEach(listener -> announce(listener, event));
        } finally {
            lock.unlock();
        }
    }

    /** Survives a listener that throws: the others must be notified, and what happened cannot be undone. */
    private static void announce(StoreListener listener, Consumer<StoreListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "A listener of the store has failed", e);
        }
    }

    /**
     * Changes a session.
     *
     * @param update receives the number of the change, and returns its outcome
     */
    void session(StoredSession session, LongFunction<SessionLog.Outcome> update) {
        lock.lock();
        try {
            long next = lastChange + 1;
            SessionLog.Outcome outcome = update.apply(next);
            if (outcome != SessionLog.Outcome.UNKNOWN) {
                lastChange = next;
                change.signalAll();
            }
            if (outcome == SessionLog.Outcome.NOTABLE) {
                listeners.forEach(listener -> announce(listener, each -> each.changed(session)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the result of a function while no session changes. */
    <T> T locked(Supplier<T> use) {
        lock.lock();
        try {
            return use.get();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitArrival(long number, Deadline deadline) throws InterruptedException {
        return await(arrival, deadline, () -> lastNumber > number);
    }

    boolean awaitChange(Mark mark, Deadline deadline) throws InterruptedException {
        return await(change, deadline, () -> lastNumber > mark.message() || lastChange > mark.session());
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

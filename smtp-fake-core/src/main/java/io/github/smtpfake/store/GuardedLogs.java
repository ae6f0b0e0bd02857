package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.text.Deadline;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The logs of messages and sessions under one lock, with signals for threads that wait for a change. Thread-safe.
 *
 * <p>An interrupt ends a wait. A method that need not wait ignores it, so that an interrupted test can still report the
 * messages that have arrived.
 */
final class GuardedLogs {
    private final ReentrantLock lock = new ReentrantLock();
    /** Signals that a message has arrived. */
    private final Condition arrival = lock.newCondition();
    /** Signals that a message has arrived or a session has changed. */
    private final Condition change = lock.newCondition();

    private final MessageLog messages;
    private final SessionLog sessions;
    /** Also written only under the lock, so that each mail transaction can read its mark without it. */
    private volatile long lastNumber;

    private volatile long lastChange;

    GuardedLogs(Limits limits, Listeners listeners) {
        MemoryAccount memory = MemoryBudget.ofJvm().newAccount();
        PinnedMessages pinned = new PinnedMessages(MemoryBudget.ofJvm().newPassingAccount());
        this.messages = new MessageLog(limits, listeners, memory, pinned);
        this.sessions = new SessionLog(limits.storedSessions(), limits.storedSessionBytes(), memory);
    }

    interface Use<T> {
        T of(MessageLog messages, SessionLog sessions);
    }

    /** Applies a function to both logs while no other thread uses them, and returns its result. */
    <T> T locked(Use<T> use) {
        lock.lock();
        try {
            messages.evictExpired();
            return use.of(messages, sessions);
        } finally {
            lock.unlock();
        }
    }

    interface Addition {
        void to(MessageLog messages) throws StoreFullException;
    }

    /** Adds a message, and wakes the threads that wait for one. */
    void addMessage(Addition addition) throws StoreFullException {
        lock.lock();
        try {
            // Signal first: the waiting threads must wake even if a listener fails. They check their condition again.
            arrival.signalAll();
            change.signalAll();
            messages.evictExpired();
            addition.to(messages);
        } finally {
            updateMark();
            lock.unlock();
        }
    }

    private void updateMark() {
        lastNumber = messages.lastNumber();
        lastChange = sessions.lastChange();
    }

    /** Changes the sessions, and wakes the threads that wait for a change. */
    void changeSessions(Consumer<SessionLog> update) {
        lock.lock();
        try {
            change.signalAll();
            update.accept(sessions);
        } finally {
            updateMark();
            lock.unlock();
        }
    }

    long lastNumber() {
        return lastNumber;
    }

    Mark mark() {
        return new Mark(lastNumber, lastChange);
    }

    /** Waits for a message after a number, and returns true as soon as one has arrived, or false at the deadline. */
    boolean awaitArrivalAfter(long number, Deadline deadline) throws InterruptedException {
        return await(arrival, deadline, () -> lastNumber > number);
    }

    /** Waits for any change after a mark, and returns true as soon as there is one, or false at the deadline. */
    boolean awaitChangeAfter(Mark seen, Deadline deadline) throws InterruptedException {
        return await(change, deadline, () -> lastNumber > seen.message() || lastChange > seen.session());
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

package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.ChangeSignals;
import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.text.Deadline;

/** The logs of messages and sessions under one lock, with signals for threads that wait for a change. Thread-safe. */
final class GuardedLogs {
    private final ChangeSignals signals = new ChangeSignals(0, 0);
    private final Listeners listeners;
    private final MemoryAccount memory;
    private final MessageLog messages;
    private final SessionLog sessions;

    GuardedLogs(Limits limits, Listeners listeners) {
        this.listeners = listeners;
        this.memory = MemoryBudget.ofJvm().newAccount();
        PinnedMessages pinned = new PinnedMessages(MemoryBudget.ofJvm().newPassingAccount());
        this.messages = new MessageLog(limits, listeners, memory, pinned);
        this.sessions = new SessionLog(limits.storedSessions(), limits.storedSessionBytes(), memory);
    }

    /** Looks for garbage if there is no room for what is about to be added. Outside the lock, because that is slow. */
    void makeRoom(long bytes) {
        memory.makeRoom(bytes);
    }

    interface Use<T> {
        T of(MessageLog messages, SessionLog sessions);
    }

    /** Applies a function to both logs while no other thread uses them, and returns its result. */
    <T> T locked(Use<T> use) {
        signals.lock();
        try {
            messages.evictExpired();
            return use.of(messages, sessions);
        } finally {
            signals.unlock();
        }
    }

    interface Addition {
        void to(MessageLog messages) throws StoreFullException;
    }

    /** Adds a message, and wakes the threads that wait for one, even if it fails after the message was added. */
    void addMessage(Addition addition) throws StoreFullException {
        signals.lock();
        try {
            messages.evictExpired();
            addition.to(messages);
        } finally {
            updateMarkAndUnlock();
        }
    }

    private void updateMarkAndUnlock() {
        signals.update(messages.lastNumber(), sessions.lastChange());
        signals.unlock();
    }

    // Methods instead of one with a function, because sessions begin on the way to the first reply of a new JVM.

    /** Adds a session, and wakes the threads that wait for a change. */
    void add(StoredSession session) {
        signals.lock();
        try {
            sessions.add(session);
            listeners.changed(session);
        } finally {
            updateMarkAndUnlock();
        }
    }

    /** Records a change of a session that is still stored, and wakes the threads that wait for a change. */
    void change(StoredSession session) {
        signals.lock();
        try {
            if (sessions.changed(session)) {
                listeners.changed(session);
            }
        } finally {
            updateMarkAndUnlock();
        }
    }

    long lastNumber() {
        return signals.lastNumber();
    }

    Mark mark() {
        return new Mark(signals.lastNumber(), signals.lastChange());
    }

    /** Waits for a message after a number, and returns true as soon as one has arrived, or false at the deadline. */
    boolean awaitArrivalAfter(long number, Deadline deadline) throws InterruptedException {
        return signals.awaitArrival(number, deadline);
    }

    /** Waits for any change after a mark, and returns true as soon as there is one, or false at the deadline. */
    boolean awaitChangeAfter(Mark seen, Deadline deadline) throws InterruptedException {
        return signals.awaitChange(seen.message(), seen.session(), deadline);
    }
}

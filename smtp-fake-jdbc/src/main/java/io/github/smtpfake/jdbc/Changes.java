package io.github.smtpfake.jdbc;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.ChangeSignals;
import io.github.smtpfake.internal.delivery.Observers;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoredSession;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Notifies listeners and waiting threads of changes, one after the other, in their order. Thread-safe. */
final class Changes {
    private final ChangeSignals signals;
    private final Observers<StoreListener> listeners = new Observers<>();

    Changes(long lastNumber, long lastChange) {
        this.signals = new ChangeSignals(lastNumber, lastChange);
    }

    void addListener(StoreListener listener) {
        listeners.add(listener);
    }

    void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    Mark mark() {
        return new Mark(signals.lastNumber(), signals.lastChange());
    }

    /** Announces the messages that have been stored or removed. */
    void messages(long number, Consumer<StoreListener> event) {
        signals.locked(() -> {
            signals.update(number, signals.lastChange());
            listeners.announce(event);
            return true;
        });
    }

    /**
     * Changes a session.
     *
     * @param update receives the number of the change, and returns its outcome
     */
    void session(StoredSession session, LongFunction<SessionLog.Outcome> update) {
        signals.locked(() -> {
            long next = signals.lastChange() + 1;
            SessionLog.Outcome outcome = update.apply(next);
            if (outcome != SessionLog.Outcome.UNKNOWN) {
                signals.update(signals.lastNumber(), next);
            }
            if (outcome == SessionLog.Outcome.NOTABLE) {
                listeners.announce(each -> each.changed(session));
            }
            return true;
        });
    }

    /** Returns the result of a function while no session changes. */
    <T> T locked(Supplier<T> use) {
        return signals.locked(use);
    }

    boolean awaitArrival(long number, Deadline deadline) throws InterruptedException {
        return signals.awaitArrival(number, deadline);
    }

    boolean awaitChange(Mark mark, Deadline deadline) throws InterruptedException {
        return signals.awaitChange(mark.message(), mark.session(), deadline);
    }
}

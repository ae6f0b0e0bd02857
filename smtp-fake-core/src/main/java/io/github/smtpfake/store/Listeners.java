package io.github.smtpfake.store;

import io.github.smtpfake.internal.delivery.Observers;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;

/** Forwards the changes of a store to its listeners. Thread-safe. */
final class Listeners implements StoreListener {
    private final Observers<StoreListener> all = new Observers<>();

    void add(StoreListener listener) {
        all.add(listener);
    }

    void remove(StoreListener listener) {
        all.remove(listener);
    }

    @Override
    public void added(CapturedMessage message) {
        all.announce(listener -> listener.added(message));
    }

    @Override
    public void removed(List<String> ids) {
        all.announce(listener -> listener.removed(ids));
    }

    @Override
    public void markedRead(List<String> ids, boolean read) {
        all.announce(listener -> listener.markedRead(ids, read));
    }

    @Override
    public void retagged(List<String> ids) {
        all.announce(listener -> listener.retagged(ids));
    }

    @Override
    public void changed(SmtpSession session) {
        // Without a lambda, which the first session of a JVM would have to load.
        if (!all.isEmpty()) {
            all.announce(listener -> listener.changed(session));
        }
    }
}

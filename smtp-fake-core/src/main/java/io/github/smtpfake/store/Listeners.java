package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Forwards the changes of a store to its listeners. Survives a listener that throws: the others must be notified, and what
 * happened cannot be undone; the sender of a stored message would send it again.
 */
final class Listeners implements StoreListener {
    private final List<StoreListener> all = new CopyOnWriteArrayList<>();

    void add(StoreListener listener) {
        all.add(listener);
    }

    void remove(StoreListener listener) {
        all.remove(listener);
    }

    @Override
    public void added(CapturedMessage message) {
        for (StoreListener each : all) {
            try {
                each.added(message);
            } catch (RuntimeException e) {
                report(e);
            }
        }
    }

    @Override
    public void removed(List<String> ids) {
        for (StoreListener each : all) {
            try {
                each.removed(ids);
            } catch (RuntimeException e) {
                report(e);
            }
        }
    }

    @Override
    public void changed(SmtpSession session) {
        for (StoreListener each : all) {
            try {
                each.changed(session);
            } catch (RuntimeException e) {
                report(e);
            }
        }
    }

    private static void report(RuntimeException e) {
        System.getLogger(Listeners.class.getName()).log(Level.ERROR, "A listener of the store has failed", e);
    }
}

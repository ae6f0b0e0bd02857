package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Forwards the changes of a store to its listeners. */
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
            each.added(message);
        }
    }

    @Override
    public void removed(List<String> ids) {
        for (StoreListener each : all) {
            each.removed(ids);
        }
    }

    @Override
    public void changed(SmtpSession session) {
        for (StoreListener each : all) {
            each.changed(session);
        }
    }
}

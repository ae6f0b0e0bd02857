package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.store.MessageStore;
import org.jspecify.annotations.Nullable;

/** Creates the events, and thereby loads their classes, when the first client listens for them. Thread-safe. */
final class LazyEvents implements Handler {
    private final MessageStore store;
    private final String version;
    private volatile @Nullable Events events;

    /** Creates what passes its arguments on to {@link Events}. */
    LazyEvents(MessageStore store, String version) {
        this.store = store;
        this.version = version;
    }

    @Override
    public Answer handle(Request request) {
        return events().handle(request);
    }

    private synchronized Events events() {
        Events created = events;
        if (created == null) {
            created = new Events(store, version);
            events = created;
        }
        return created;
    }

    /** Makes a change, after which clients know that there are no messages. */
    void truncate(Runnable change) {
        Events created = events;
        if (created == null) {
            change.run();
        } else {
            created.truncate(change);
        }
    }

    /** Makes a change, after which clients ask for everything again. */
    void prune(Runnable change) {
        Events created = events;
        if (created == null) {
            change.run();
        } else {
            created.prune(change);
        }
    }
}

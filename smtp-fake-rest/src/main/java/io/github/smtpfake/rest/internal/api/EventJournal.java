package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.store.RecentEvents;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The last events of a store, each with an id after which a client can resume. Thread-safe. */
final class EventJournal implements StoreListener, AutoCloseable {
    private static final int CAPACITY = 10_000;

    /** Part of each id, because numbers have no meaning in another run of the server. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final MessageStore store;
    private final RecentEvents<Entry> events = new RecentEvents<>(CAPACITY);
    private final Set<Runnable> signals = ConcurrentHashMap.newKeySet();

    enum Kind {
        MESSAGE,
        DELETED,
        MARKED,
        SESSION
    }

    /**
     * An event.
     *
     * @param subject the id of the message or session
     */
    record Entry(Kind kind, String subject) {}

    EventJournal(MessageStore store) {
        this.store = store;
        store.addListener(this);
    }

    @Override
    public void added(CapturedMessage message) {
        add(Kind.MESSAGE, List.of(message.id()));
    }

    @Override
    public void removed(List<String> ids) {
        add(Kind.DELETED, ids);
    }

    @Override
    public void markedRead(List<String> ids, boolean read) {
        add(Kind.MARKED, ids);
    }

    @Override
    public void retagged(List<String> ids) {
        add(Kind.MARKED, ids);
    }

    @Override
    public void changed(SmtpSession session) {
        add(Kind.SESSION, List.of(session.id()));
    }

    private void add(Kind kind, List<String> subjects) {
        events.add(subjects.stream().map(subject -> new Entry(kind, subject)).toList());
        for (Runnable signal : signals) {
            signal.run();
        }
    }

    /** Returns a reader that begins after the last event. */
    RecentEvents<Entry>.Reader reader() {
        return events.reader(events.last());
    }

    /** Returns a reader that begins after the event with this id; one that is overrun if the id is invalid, or of another run. */
    RecentEvents<Entry>.Reader readerAfter(String id) {
        return events.reader(number(id));
    }

    /** Returns the id with which a client resumes after the entry with this number. */
    String id(long number) {
        return run + "-" + number;
    }

    private long number(String id) {
        if (!id.startsWith(run + "-")) {
            return -1;
        }
        try {
            return Long.parseLong(id.substring(run.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Adds a callback that is called after new entries; it must return quickly. */
    void addSignal(Runnable signal) {
        signals.add(signal);
    }

    void removeSignal(Runnable signal) {
        signals.remove(signal);
    }

    @Override
    public void close() {
        store.removeListener(this);
    }
}

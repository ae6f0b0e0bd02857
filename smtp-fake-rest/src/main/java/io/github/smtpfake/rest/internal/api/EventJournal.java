package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events of a store. They have consecutive numbers, so that a client can ask for the events that it missed.
 * Thread-safe.
 */
final class EventJournal implements StoreListener, AutoCloseable {
    private static final int CAPACITY = 10_000;

    /** Part of each id, because numbers have no meaning in another run of the server. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final MessageStore store;
    private final ReentrantLock lock = new ReentrantLock();
    /** A ring buffer: an entry is at the index of its number modulo the capacity. */
    private final Entry[] entries = new Entry[CAPACITY];

    private final Set<Runnable> signals = ConcurrentHashMap.newKeySet();
    private long last;

    enum Kind {
        MESSAGE,
        DELETED,
        MARKED,
        SESSION
    }

    /**
     * An event. It holds only the id of its subject, so that the journal keeps no message in memory that the store has
     * evicted.
     *
     * @param number the number of the previous entry plus one
     * @param subject the id of the message or session
     */
    record Entry(long number, Kind kind, String subject) {}

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
        lock.lock();
        try {
            for (String subject : subjects) {
                last++;
                entries[(int) (last % CAPACITY)] = new Entry(last, kind, subject);
            }
        } finally {
            lock.unlock();
        }
        for (Runnable signal : signals) {
            signal.run();
        }
    }

    /** Returns the number of the last entry. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether all entries after this number are still in the journal. */
    boolean has(long number) {
        lock.lock();
        try {
            return number <= last && number >= last - CAPACITY && number >= 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the first entries after a number that the journal still {@linkplain #has has}, at most {@code max}, oldest first. */
    List<Entry> after(long number, int max) {
        lock.lock();
        try {
            List<Entry> found = new ArrayList<>();
            for (long next = number + 1; next <= last && found.size() < max; next++) {
                found.add(entries[(int) (next % CAPACITY)]);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the id with which a client resumes after the entry with this number. */
    String id(long number) {
        return run + "-" + number;
    }

    /** Returns the number of an id, or -1 if the id is invalid or belongs to another run of the server. */
    long number(String id) {
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

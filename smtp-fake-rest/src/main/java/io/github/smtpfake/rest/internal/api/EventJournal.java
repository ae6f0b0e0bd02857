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

/** The last things that happened to a store, numbered, so that a client can ask for those that it missed. Thread-safe. */
final class EventJournal implements StoreListener, AutoCloseable {
    private static final int CAPACITY = 10_000;

    /** Numbers of another run of the server mean nothing in this one. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final MessageStore store;
    private final ReentrantLock lock = new ReentrantLock();
    /** The entry of each number stands at its remainder by the capacity. */
    private final Entry[] entries = new Entry[CAPACITY];

    private final Set<Runnable> signals = ConcurrentHashMap.newKeySet();
    private long last;

    enum Kind {
        MESSAGE,
        DELETED,
        SESSION
    }

    /**
     * Something that happened; what it happened to is named only, so that nothing is kept that the store has dropped.
     *
     * @param number one more than that of the entry before
     */
    record Entry(long number, Kind kind, String subject) {}

    EventJournal(MessageStore store) {
        this.store = store;
        store.addListener(this);
    }

    @Override
    public void added(CapturedMessage message) {
        add(Kind.MESSAGE, message.id());
    }

    @Override
    public void removed(CapturedMessage message) {
        add(Kind.DELETED, message.id());
    }

    @Override
    public void changed(SmtpSession session) {
        add(Kind.SESSION, session.id());
    }

    private void add(Kind kind, String subject) {
        lock.lock();
        try {
            last++;
            entries[(int) (last % CAPACITY)] = new Entry(last, kind, subject);
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

    /** Returns whether everything behind this number is still here. */
    boolean has(long number) {
        lock.lock();
        try {
            return number <= last && number >= last - CAPACITY && number >= 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns at most so many entries behind a number that it {@linkplain #has has}, oldest first. */
    List<Entry> after(long number, int most) {
        lock.lock();
        try {
            List<Entry> found = new ArrayList<>();
            for (long next = number + 1; next <= last && found.size() < most; next++) {
                found.add(entries[(int) (next % CAPACITY)]);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what a client gives back to resume behind an entry. */
    String id(long number) {
        return run + "-" + number;
    }

    /** Returns the number that such an id has, or -1 if it is of another run or was never one. */
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

package io.github.smtpfake.rest.internal.mailpit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last events, which all clients of the dialect share. A client that is too slow loses the oldest ones. Thread-safe. */
final class EventLog {
    private final ReentrantLock lock = new ReentrantLock();
    /** A ring buffer: an event is at the index of its number modulo the capacity. */
    private final @Nullable Event[] events;

    private long last;

    /** What happened. */
    enum Kind {
        NEW,
        READ,
        UNREAD,
        TAGS,
        DELETE,
        PRUNE,
        TRUNCATE,
        STATS,
        ERROR
    }

    /**
     * An event. It does not refer to the message, so that it keeps none in memory that the store has evicted.
     *
     * @param subject the id of the message, or the data of the event as JSON
     */
    record Event(Kind kind, String subject) {}

    /**
     * Creates an empty log.
     *
     * @param capacity the maximum number of events
     */
    EventLog(int capacity) {
        this.events = new Event[capacity];
    }

    void add(List<Event> more) {
        lock.lock();
        try {
            for (Event event : more) {
                last++;
                events[(int) (last % events.length)] = event;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of the last event. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether all events after this number are still in the log. */
    boolean has(long number) {
        lock.lock();
        try {
            return number >= last - events.length;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the event with the next number, in a list that is empty if there is none yet or no longer. */
    List<Event> after(long number) {
        lock.lock();
        try {
            List<Event> next = new ArrayList<>(1);
            if (number < last && number >= last - events.length) {
                Event event = events[(int) ((number + 1) % events.length)];
                if (event != null) {
                    next.add(event);
                }
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}

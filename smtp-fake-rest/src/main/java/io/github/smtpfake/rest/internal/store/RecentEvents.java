package io.github.smtpfake.rest.internal.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last events, at most a fixed number, which all clients share. They have consecutive numbers, so that a client can ask for
 * those that it missed; one that is too slow loses the oldest. Thread-safe.
 *
 * @param <E> an event; it should hold no message, which would stay in memory after the store has evicted it
 */
public final class RecentEvents<E> {
    private final ReentrantLock lock = new ReentrantLock();
    /** A ring buffer: an event is at the index of its number modulo the capacity. */
    private final @Nullable Object[] events;

    private long last;

    /**
     * Creates an empty object.
     *
     * @param capacity the maximum number of events
     */
    public RecentEvents(int capacity) {
        this.events = new Object[capacity];
    }

    /** Adds events, and thereby removes the oldest if there are too many. */
    public void add(List<? extends E> more) {
        lock.lock();
        try {
            for (E event : more) {
                last++;
                events[(int) (last % events.length)] = event;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of the last event. */
    public long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether there has been an event with this number, or it is 0, and all later ones are still here. */
    private boolean hasAllAfter(long number) {
        lock.lock();
        try {
            return number >= 0 && number <= last && number >= last - events.length;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the event after the one with this number; empty if there is none yet or no longer. */
    @SuppressWarnings("unchecked") // Only add() writes to the array.
    private Optional<E> after(long number) {
        lock.lock();
        try {
            return number < last && hasAllAfter(number)
                    ? Optional.ofNullable((E) events[(int) ((number + 1) % events.length)])
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a reader for one client.
     *
     * @param position the number of the last event that the client has received
     */
    public Reader reader(long position) {
        return new Reader(position);
    }

    /** Converts events to what clients receive. */
    public interface Text<E> {

        /**
         * Returns the text of an event; empty if no client needs it any more.
         *
         * @param number the number of the event
         * @param memory reserves memory for what is read, and for the text
         */
        Optional<String> of(long number, E event, EventMemory memory);
    }

    /** Reads the events for one client. Used by one thread at a time. */
    public final class Reader {
        private final EventMemory memory = new EventMemory();
        private long position;

        private Reader(long position) {
            this.position = position;
        }

        /** Returns the text of the next event that has one; an empty text if there is none yet. */
        public String next(Text<E> text) {
            Optional<String> next = Optional.empty();
            Optional<E> event = after(position);
            if (event.isEmpty()) {
                memory.upToDate();
            }
            while (next.isEmpty() && event.isPresent()) {
                memory.release();
                next = text.of(position + 1, event.get(), memory);
                position++;
                event = after(position);
            }
            return next.orElse("");
        }

        /** Returns whether the next event is lost, or the position is invalid. */
        public boolean isOverrun() {
            return !hasAllAfter(position);
        }

        /** Continues after the last event, and returns its number. */
        public long skipToLast() {
            position = last();
            return position;
        }

        /** Gives back the memory of the texts. */
        public void sent() {
            memory.release();
        }
    }
}

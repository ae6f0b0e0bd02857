package io.github.smtpfake.store;

import io.github.smtpfake.internal.delivery.SessionProgress;
import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of a store in the order of their start. Keeps every open session, and the latest ended sessions up to a
 * number and a total size. Not thread-safe.
 */
final class SessionLog {
    private final int capacity;
    private final long capacityInBytes;
    private final MemoryAccount memory;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Deque<Entry> ended = new ArrayDeque<>();
    private long endedBytes;
    private long begun;
    private long lastChange;

    private static final class Entry {
        /** The number of its first change. */
        final long number;

        final SessionProgress progress;
        StoredSession session;
        /** The size of the session when it ended. */
        long bytes;

        Entry(StoredSession session, long change) {
            this.number = change;
            this.session = session;
            this.progress = new SessionProgress(change, session.transactionsBegun(), session.transactionsEnded());
        }

        boolean isOpen() {
            return session.end().isEmpty();
        }

        boolean isActiveAfter(long change) {
            return isOpen() || progress.changedAt() > change;
        }

        SessionActivity activity() {
            return new SessionActivity(session, number, progress.changedAt(), progress.activeAt());
        }
    }

    /** @param memory counts what the ended sessions occupy */
    SessionLog(int capacity, long capacityInBytes, MemoryAccount memory) {
        this.memory = memory;
        this.capacity = capacity;
        this.capacityInBytes = capacityInBytes;
    }

    void add(StoredSession session) {
        boolean added = false;
        try {
            entries.put(session.id(), new Entry(session, lastChange + 1));
            added = true;
        } finally {
            if (!added) {
                // On a full heap, a map may fail after it has stored the entry. The server would never end this
                // session.
                entries.remove(session.id());
            }
        }
        lastChange++;
        begun++;
    }

    /**
     * Records that a session has changed.
     *
     * @return whether listeners must be notified: a command of the session was rejected, or the session has ended
     */
    boolean changed(StoredSession session) {
        Entry entry = entries.get(session.id());
        if (entry == null) {
            return false;
        }
        boolean hadEnded = entry.progress.hasEnded();
        entry.session = session;
        boolean isNotable = entry.progress.change(
                ++lastChange,
                session.transactionsBegun(),
                session.transactionsEnded(),
                session.rejectedCommands().size(),
                !entry.isOpen());
        if (!hadEnded && entry.progress.hasEnded()) {
            end(entry);
        }
        return isNotable;
    }

    private void end(Entry entry) {
        ended.add(entry);
        entry.bytes = entry.session.footprint();
        endedBytes += entry.bytes;
        memory.add(entry.bytes);
        while (ended.size() > capacity || endedBytes > capacityInBytes) {
            removeOldest();
        }
    }

    private void removeOldest() {
        Entry oldest = ended.remove();
        endedBytes -= oldest.bytes;
        memory.add(-oldest.bytes);
        entries.remove(oldest.session.id());
    }

    /** Returns the number of sessions that have ever begun. */
    long begun() {
        return begun;
    }

    long lastChange() {
        return lastChange;
    }

    /** Returns the last change of the sessions that had ended by this time. */
    long lastChangeAt(Instant time) {
        long change = 0;
        for (Entry entry : entries.values()) {
            Instant endedAt = entry.session.endedAt().orElse(Instant.MAX);
            if (entry.progress.changedAt() > change && !endedAt.isAfter(time)) {
                change = entry.progress.changedAt();
            }
        }
        return change;
    }

    Optional<SmtpSession> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.session);
    }

    List<SmtpSession> all() {
        List<SmtpSession> all = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            all.add(entry.session);
        }
        return all;
    }

    /**
     * Returns the first sessions that are open or have changed after a change, in the order of their start.
     *
     * @param after only sessions with a higher number are returned
     */
    List<SessionActivity> nextActivity(long change, long after, int limit) {
        List<SessionActivity> found = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (found.size() == limit) {
                break;
            }
            if (entry.number > after && entry.isActiveAfter(change)) {
                found.add(entry.activity());
            }
        }
        return found;
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sessions of a store in the order of their start. Keeps every open session, and the latest ended sessions up to a
 * number and a total size. Not thread-safe.
 */
final class SessionLog {
    private final int capacity;
    private final long capacityInBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Deque<Entry> ended = new ArrayDeque<>();
    private long endedBytes;
    private long begun;
    private long lastChange;

    /** An unfinished mail transaction: the id of the session, and the 1-based index of the transaction in it. */
    record UnderWay(String sessionId, long transaction) {}

    private static final class Entry {
        StoredSession session;
        /** The last change except the end, because a client of an earlier test that disconnects is not active. */
        long activeAt;

        long changedAt;
        int rejectedCommands;
        boolean hasEnded;
        /** The size of the session when it ended. */
        long bytes;

        Entry(StoredSession session, long change) {
            this.session = session;
            this.activeAt = change;
            this.changedAt = change;
        }

        boolean isOpen() {
            return session.end().isEmpty();
        }

        boolean wasActiveAfter(long change) {
            return activeAt > change
                    || changedAt > change && session.openTransaction().isPresent();
        }

        boolean isUnderWay(long transaction) {
            return isOpen() && session.transactionsEnded() < transaction;
        }
    }

    SessionLog(int capacity, long capacityInBytes) {
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
        entry.session = session;
        entry.changedAt = ++lastChange;
        if (!entry.isOpen()) {
            end(entry);
            return true;
        }
        entry.activeAt = lastChange;
        int rejectedCommands = session.rejectedCommands().size();
        boolean hasNewRejection = rejectedCommands != entry.rejectedCommands;
        entry.rejectedCommands = rejectedCommands;
        return hasNewRejection;
    }

    private void end(Entry entry) {
        if (entry.hasEnded) {
            return;
        }
        ended.add(entry);
        entry.hasEnded = true;
        entry.bytes = entry.session.footprint();
        endedBytes += entry.bytes;
        while (ended.size() > capacity || endedBytes > capacityInBytes) {
            removeOldest();
        }
    }

    private void removeOldest() {
        Entry oldest = ended.remove();
        endedBytes -= oldest.bytes;
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
            if (entry.changedAt > change && !endedAt.isAfter(time)) {
                change = entry.changedAt;
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

    /** Returns the sessions that were active after a change. */
    List<SmtpSession> activeAfter(long change) {
        return select(entry -> entry.wasActiveAfter(change));
    }

    /** Returns the sessions with an incomplete delivery that are open or were active after a change. */
    List<SmtpSession> incompleteAfter(long change) {
        return select(
                entry -> (entry.isOpen() || entry.wasActiveAfter(change)) && entry.session.hasIncompleteDelivery());
    }

    /** Returns how many sessions are open or were active after a change. */
    long countAfter(long change) {
        return select(entry -> entry.isOpen() || entry.wasActiveAfter(change)).size();
    }

    /** Returns the unfinished transactions of the open sessions. */
    List<UnderWay> underWay() {
        List<UnderWay> underWay = new ArrayList<>();
        for (Entry entry : entries.values()) {
            long last = entry.session.transactionsBegun();
            if (entry.isUnderWay(last)) {
                underWay.add(new UnderWay(entry.session.id(), last));
            }
        }
        return underWay;
    }

    /** Returns the session of a transaction; empty when the transaction is finished. */
    Optional<SmtpSession> ifUnderWay(UnderWay underWay) {
        return Optional.ofNullable(entries.get(underWay.sessionId()))
                .filter(entry -> entry.isUnderWay(underWay.transaction()))
                .map(entry -> entry.session);
    }

    private List<SmtpSession> select(Predicate<Entry> condition) {
        List<SmtpSession> selected = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (condition.test(entry)) {
                selected.add(entry.session);
            }
        }
        return selected;
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The sessions of a store in the order of their start; of those that have ended only the last so many, and no more than fit
 * into so many octets. Not thread-safe.
 */
final class SessionLog {
    private final int capacity;
    private final long octets;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<String, Entry> byId = new HashMap<>();
    private final Deque<Entry> ended = new ArrayDeque<>();
    private long begun;
    private long lastChange;
    private long endedOctets;

    private static final class Entry {
        final SmtpSession session;
        final long position;
        /** When the client last did something other than to leave: of an earlier test's session that is no news. */
        long activeAt;

        long changedAt;
        int refusals;
        /** What the session took when it ended; 0 until then. */
        long octets;

        Entry(SmtpSession session, long position, long changedAt) {
            this.session = session;
            this.position = position;
            this.activeAt = changedAt;
            this.changedAt = changedAt;
        }

        boolean isOpen() {
            return session.end().isEmpty();
        }

        boolean wasActiveAfter(long change) {
            return activeAt > change
                    || changedAt > change && session.openTransaction().isPresent();
        }
    }

    SessionLog(int capacity, long octets) {
        this.capacity = capacity;
        this.octets = octets;
    }

    void add(SmtpSession session) {
        Entry entry = new Entry(session, ++begun, ++lastChange);
        entries.put(entry.position, entry);
        byId.put(session.id(), entry);
    }

    /** Returns whether the session has refused a command or has ended, which is more than a step on its way. */
    boolean changed(SmtpSession session) {
        Entry entry = byId.get(session.id());
        if (entry == null) {
            return false;
        }
        entry.changedAt = ++lastChange;
        if (!entry.isOpen()) {
            end(entry);
            return true;
        }
        entry.activeAt = lastChange;
        int refusals = session.rejectedCommands().size();
        boolean hasRefused = refusals != entry.refusals;
        entry.refusals = refusals;
        return hasRefused;
    }

    private void end(Entry entry) {
        if (entry.octets != 0) {
            return;
        }
        ended.add(entry);
        entry.octets = entry.session.footprint();
        endedOctets += entry.octets;
        while (ended.size() > capacity || endedOctets > octets) {
            removeOldest();
        }
    }

    private void removeOldest() {
        Entry oldest = ended.remove();
        endedOctets -= oldest.octets;
        entries.remove(oldest.position);
        byId.remove(oldest.session.id());
    }

    long begun() {
        return begun;
    }

    long lastChange() {
        return lastChange;
    }

    /** Returns the last change of a session that had ended by this time. */
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
        return Optional.ofNullable(byId.get(id)).map(entry -> entry.session);
    }

    List<SmtpSession> all() {
        List<SmtpSession> all = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            all.add(entry.session);
        }
        return all;
    }

    /** Returns the sessions that began or did something after a change. */
    List<SmtpSession> activeAfter(long change) {
        return select(entry -> entry.wasActiveAfter(change));
    }

    /** Returns the troubled sessions that are open, or began or did something after a change. */
    List<SmtpSession> troubledAfter(long change) {
        return select(
                entry -> (entry.isOpen() || entry.wasActiveAfter(change)) && entry.session.hasIncompleteDelivery());
    }

    /** Returns how many sessions are open, or began or did something after a change. */
    long countAfter(long change) {
        return select(entry -> entry.isOpen() || entry.wasActiveAfter(change)).size();
    }

    /** Returns the sessions of which a mail is on its way. */
    List<SmtpSession> underWay() {
        return select(entry -> entry.isOpen() && entry.session.transactionsEnded() < entry.session.transactionsBegun());
    }

    private List<SmtpSession> select(Predicate<Entry> condition) {
        return entries.values().stream()
                .filter(condition)
                .map(entry -> entry.session)
                .toList();
    }
}

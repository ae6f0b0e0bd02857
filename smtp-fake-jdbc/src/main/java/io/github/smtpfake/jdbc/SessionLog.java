package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.SessionProgress;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import io.github.smtpfake.store.StoredSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a store in the order of their start: every open session, and the latest ended sessions up to a number and
 * a total size. Open sessions live in memory only. When a session has ended, the writer saves it to the file; only its
 * order and size remain here. Not thread-safe: {@link Changes} has the lock.
 */
final class SessionLog {
    /** The maximum in one transaction, so that threads that add messages do not wait long. */
    private static final int BATCH = 500;

    private final int capacity;
    private final long capacityInBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Deque<Entry> ended = new ArrayDeque<>();
    private final Set<Entry> unsaved = new LinkedHashSet<>();
    private List<Long> doomed = new ArrayList<>();
    private long endedBytes;
    private long begun;

    /** The outcome of a change. */
    enum Outcome {
        /** The store does not keep the session. */
        UNKNOWN,
        CHANGED,
        /** Listeners must be notified: the session has begun or ended, or the server has rejected a command. */
        NOTABLE
    }

    /** A session, in memory or in the file. Its number is that of its first change. */
    static final class Entry {
        private final long number;
        private final String id;
        /** Null if the session is in the file. */
        private @Nullable StoredSession session;

        private final SessionProgress progress;
        private long endedAt = Long.MAX_VALUE;
        private boolean isSaved;
        private long bytes;

        private Entry(long number, String id, SessionProgress progress) {
            this.number = number;
            this.id = id;
            this.progress = progress;
        }

        private SessionRows.Saved row() {
            return new SessionRows.Saved(number, id, progress.changedAt(), progress.activeAt(), endedAt, bytes);
        }
    }

    /** The state of a session when this object was created: the session itself, or its number in the file. */
    record View(long number, Optional<StoredSession> session, long changedAt, long activeAt) {

        /** Returns the activity, with the session of the file if necessary. */
        SessionActivity activity(StoredSession stored) {
            return new SessionActivity(stored, number, changedAt, activeAt);
        }
    }

    /** An ended session that must be saved. */
    record Unsaved(Entry entry, StoredSession session, SessionRows.Saved row) {}

    /** The changes that are not in the file yet: ended sessions, and the numbers of evicted ones. */
    record Backlog(List<Unsaved> ended, List<Long> evicted) {
        boolean isEmpty() {
            return ended.isEmpty() && evicted.isEmpty();
        }
    }

    SessionLog(Limits limits, long begun) {
        this.capacity = limits.storedSessions();
        this.capacityInBytes = limits.storedSessionBytes();
        this.begun = begun;
    }

    /** Adds the sessions that the file has, in the order of their start. */
    void load(List<SessionRows.Saved> saved) {
        List<Entry> loaded = new ArrayList<>();
        for (SessionRows.Saved row : saved) {
            Entry entry = new Entry(row.number(), row.id(), SessionProgress.ended(row.changed(), row.active()));
            entry.endedAt = row.ended();
            entry.isSaved = true;
            entry.bytes = row.footprint();
            entries.put(entry.id, entry);
            loaded.add(entry);
            endedBytes += entry.bytes;
        }
        loaded.sort((a, b) -> Long.compare(a.progress.changedAt(), b.progress.changedAt()));
        ended.addAll(loaded);
        evict();
    }

    Outcome add(StoredSession session, long change) {
        Entry entry = new Entry(
                change,
                session.id(),
                new SessionProgress(change, session.transactionsBegun(), session.transactionsEnded()));
        entry.session = session;
        entries.put(entry.id, entry);
        begun++;
        return Outcome.NOTABLE;
    }

    Outcome changed(StoredSession session, long change) {
        Entry entry = entries.get(session.id());
        if (entry == null) {
            return Outcome.UNKNOWN;
        }
        boolean hadEnded = entry.progress.hasEnded();
        entry.session = session;
        boolean isNotable = entry.progress.change(
                change,
                session.transactionsBegun(),
                session.transactionsEnded(),
                session.rejectedCommands().size(),
                session.end().isPresent());
        if (session.end().isPresent()) {
            end(entry, session, hadEnded);
        }
        return isNotable ? Outcome.NOTABLE : Outcome.CHANGED;
    }

    private void end(Entry entry, StoredSession session, boolean hadEnded) {
        entry.endedAt = Times.nanos(session.endedAt().orElse(Instant.MAX));
        unsaved.add(entry);
        if (!hadEnded) {
            ended.add(entry);
            entry.bytes = session.footprint();
            endedBytes += entry.bytes;
            evict();
        }
    }

    private void evict() {
        while (ended.size() > capacity || endedBytes > capacityInBytes) {
            Entry oldest = ended.remove();
            endedBytes -= oldest.bytes;
            entries.remove(oldest.id, oldest);
            unsaved.remove(oldest);
            if (oldest.isSaved) {
                doomed.add(oldest.number);
            }
        }
    }

    /** Returns how many sessions must be saved or deleted. */
    long backlogSize() {
        return (long) unsaved.size() + doomed.size();
    }

    /** Returns the next part of the backlog; it remains one until {@link #saved}. */
    Backlog backlog() {
        List<Unsaved> batch = new ArrayList<>();
        for (Entry entry : unsaved) {
            StoredSession session = entry.session;
            if (session != null && batch.size() < BATCH) {
                // It may be evicted before the transaction has been committed, and must then be deleted again.
                entry.isSaved = true;
                batch.add(new Unsaved(entry, session, entry.row()));
            }
        }
        return new Backlog(batch, List.copyOf(doomed));
    }

    /** Forgets an ended session that can never be saved. */
    void drop(Unsaved failed) {
        Entry entry = failed.entry();
        if (entries.remove(entry.id, entry)) {
            unsaved.remove(entry);
            ended.remove(entry);
            endedBytes -= entry.bytes;
        }
    }

    /** Forgets the part of the backlog that is now in the file. */
    void saved(Backlog backlog) {
        for (Unsaved saved : backlog.ended()) {
            Entry entry = saved.entry();
            if (entry.progress.changedAt() == saved.row().changed() && unsaved.remove(entry)) {
                entry.session = null;
            }
        }
        doomed = new ArrayList<>(doomed.subList(backlog.evicted().size(), doomed.size()));
    }

    long begun() {
        return begun;
    }

    /** Returns the last change of the sessions that had ended by this time. */
    long lastChangeAt(Instant time) {
        long nanos = Times.nanos(time);
        long change = 0;
        for (Entry entry : entries.values()) {
            if (entry.progress.hasEnded() && entry.endedAt <= nanos) {
                change = Math.max(change, entry.progress.changedAt());
            }
        }
        return change;
    }

    Optional<View> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(SessionLog::view);
    }

    private static View view(Entry entry) {
        return new View(
                entry.number,
                Optional.ofNullable(entry.session),
                entry.progress.changedAt(),
                entry.progress.activeAt());
    }

    /** Returns all sessions in the order of their start. */
    List<View> all() {
        return entries.values().stream().map(SessionLog::view).toList();
    }

    /**
     * Returns the first sessions that are open or have changed after a change, in the order of their start.
     *
     * @param after only sessions with a higher number are returned
     */
    List<View> nextActive(long change, long after, int limit) {
        return entries.values().stream()
                .filter(entry ->
                        entry.number > after && (!entry.progress.hasEnded() || entry.progress.changedAt() > change))
                .limit(limit)
                .map(SessionLog::view)
                .toList();
    }
}

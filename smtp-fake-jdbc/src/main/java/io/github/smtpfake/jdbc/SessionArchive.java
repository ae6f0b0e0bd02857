package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.SessionLog.View;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import io.github.smtpfake.store.MessageStore.SessionPage;
import io.github.smtpfake.store.StoredSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/** All sessions of a store: those in memory and those in the file. Thread-safe. */
final class SessionArchive {
    private final Changes changes;
    private final SessionLog log;
    private final Readers readers;

    SessionArchive(Changes changes, SessionLog log, Readers readers) {
        this.changes = changes;
        this.log = log;
        this.readers = readers;
    }

    void add(StoredSession session) {
        changes.session(session, change -> log.add(session, change));
    }

    void changed(StoredSession session) {
        changes.session(session, change -> log.changed(session, change));
    }

    long begun() {
        return changes.locked(log::begun);
    }

    long lastChangeAt(Instant time) {
        return changes.locked(() -> log.lastChangeAt(time));
    }

    /** Returns the session with this id; empty if there is none or it was evicted in the meantime. */
    Optional<SmtpSession> find(String id) {
        return changes.locked(() -> log.find(id))
                .flatMap(view ->
                        view.session().or(() -> readers.read(database -> SessionRows.find(database, view.number()))));
    }

    /** Returns a page of the sessions that match, newest first. */
    SessionPage page(SessionQuery query, int offset, int limit) {
        List<View> views = changes.locked(log::all);
        return query == SessionQuery.any()
                ? readers.read(database -> new SessionPage(slice(database, views, offset, limit), views.size()))
                : readers.read(database -> matches(database, views, query, offset, limit));
    }

    private static List<SmtpSession> slice(Database database, List<View> views, int offset, int limit)
            throws SQLException {
        List<SmtpSession> slice = new ArrayList<>();
        for (int i = views.size() - 1 - offset; i >= 0 && slice.size() < limit; i--) {
            session(database, views.get(i)).ifPresent(slice::add);
        }
        return slice;
    }

    private static SessionPage matches(Database database, List<View> views, SessionQuery query, int offset, int limit)
            throws SQLException {
        List<SmtpSession> page = new ArrayList<>();
        long matched = 0;
        for (int i = views.size() - 1; i >= 0; i--) {
            Optional<StoredSession> session = session(database, views.get(i)).filter(query::matches);
            if (session.isPresent() && matched++ >= offset && page.size() < limit) {
                page.add(session.get());
            }
        }
        return new SessionPage(page, matched);
    }

    private static Optional<StoredSession> session(Database database, View view) throws SQLException {
        return view.session().isPresent() ? view.session() : SessionRows.find(database, view.number());
    }

    /**
     * Returns the first sessions that are open or have changed after a change, in the order of their start. Returns none only if
     * there are no more.
     *
     * @param after only sessions with a higher number are returned
     */
    List<SessionActivity> nextActivity(long change, long after, int limit) {
        List<View> views = changes.locked(() -> log.nextActive(change, after, limit));
        List<SessionActivity> activity = activity(views, change);
        while (activity.isEmpty() && !views.isEmpty()) {
            // All of them were evicted before they were read.
            long last = views.get(views.size() - 1).number();
            views = changes.locked(() -> log.nextActive(change, last, limit));
            activity = activity(views, change);
        }
        return activity;
    }

    private List<SessionActivity> activity(List<View> views, long change) {
        LongSummaryStatistics saved = views.stream()
                .filter(view -> view.session().isEmpty())
                .mapToLong(View::number)
                .summaryStatistics();
        Map<Long, StoredSession> inFile = saved.getCount() == 0
                ? Map.of()
                : readers.read(database -> SessionRows.changedAfter(database, change, saved.getMin(), saved.getMax()));
        return views.stream()
                .flatMap(
                        view -> view
                                .session()
                                .or(() -> Optional.ofNullable(inFile.get(view.number())))
                                .map(view::activity)
                                .stream())
                .toList();
    }
}

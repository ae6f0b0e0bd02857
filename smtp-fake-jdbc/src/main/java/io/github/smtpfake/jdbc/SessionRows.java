package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoredSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the table {@code session}. */
final class SessionRows {
    private static final Logger LOG = System.getLogger(SessionRows.class.getName());

    private SessionRows() {}

    /** What is known of a session without reading it. */
    record Saved(long number, String id, long changed, long active, long ended, long footprint) {}

    /** Returns the sessions in the order of their start. */
    static List<Saved> all(Database database) throws SQLException {
        List<Saved> saved = new ArrayList<>();
        try (ResultSet rows = database.prepared(
                        "SELECT number, id, changed, active, ended, footprint FROM session ORDER BY number")
                .executeQuery()) {
            while (rows.next()) {
                saved.add(new Saved(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6)));
            }
        }
        return saved;
    }

    /** Saves and deletes sessions, and returns those that cannot be saved, now or later. */
    static List<SessionLog.Unsaved> write(Database database, SessionLog.Backlog backlog) throws SQLException {
        List<SessionLog.Unsaved> failed = new ArrayList<>();
        for (SessionLog.Unsaved unsaved : backlog.ended()) {
            if (!write(database, unsaved)) {
                failed.add(unsaved);
            }
        }
        for (long number : backlog.evicted()) {
            database.update("DELETE FROM session WHERE number = ?", number);
        }
        return failed;
    }

    private static boolean write(Database database, SessionLog.Unsaved unsaved) throws SQLException {
        Saved row = unsaved.row();
        try {
            byte[] data = SessionCodec.write(unsaved.session());
            database.update(
                    "INSERT OR REPLACE INTO session (number, id, changed, active, ended, footprint, data)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    row.number(),
                    row.id(),
                    row.changed(),
                    row.active(),
                    row.ended(),
                    row.footprint(),
                    data);
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The store drops the session " + row.id() + ", because it cannot save it", e);
            return false;
        }
    }

    static Optional<StoredSession> find(Database database, long number) throws SQLException {
        return database.find("SELECT data FROM session WHERE number = ?", SessionRows::read, number);
    }

    private static StoredSession read(ResultSet row) throws SQLException {
        return SessionCodec.read(row.getBytes(1));
    }

    /** Returns the sessions from one number to another that have changed after a change, by number. */
    static Map<Long, StoredSession> changedAfter(Database database, long change, long first, long last)
            throws SQLException {
        Map<Long, StoredSession> changed = new HashMap<>();
        var select = database.prepared("SELECT data, number FROM session WHERE changed > ? AND number BETWEEN ? AND ?");
        select.setLong(1, change);
        select.setLong(2, first);
        select.setLong(3, last);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                changed.put(rows.getLong(2), read(rows));
            }
        }
        return changed;
    }
}

package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.jdbc.Ledger.Messages;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Evicts messages that exceed the limits of the store by count, bytes and age. Used by one thread at a time. */
final class Retention {
    /** The maximum in one transaction, so that threads that add messages do not wait long. */
    private static final int MOST = 1_000;

    private static final String COLUMNS = "number, id, " + Messages.COLUMNS;

    private final long messages;
    private final long bytes;
    private final Duration age;

    private record Victim(long number, String id, Messages removed) {}

    Retention(Limits limits) {
        this.messages = limits.storedMessages();
        this.bytes = limits.storedBytes();
        this.age = limits.storedAge();
    }

    /** Returns whether messages are evicted because of their age. */
    boolean isByAge() {
        return !age.isZero();
    }

    /** Returns the time of arrival before which messages are too old now. */
    Instant oldest() {
        try {
            return Instant.now().minus(age);
        } catch (ArithmeticException | DateTimeException e) {
            return Instant.MIN;
        }
    }

    boolean isExceeded(Ledger ledger) {
        return ledger.stored() > messages || ledger.weight() > bytes;
    }

    /** Evicts the oldest messages until the limits of count and bytes hold, or enough for one transaction. */
    void evictExcess(Transaction transaction) throws SQLException {
        int left = MOST;
        while (isExceeded(transaction.ledger()) && left > 0) {
            // Few at a time, because how many exceed the limit of bytes is not known.
            long excess = Math.max(1, Math.min(left, transaction.ledger().stored() - messages));
            List<Victim> victims = victims(
                    transaction.database(), "SELECT " + COLUMNS + " FROM message ORDER BY number LIMIT ?", excess);
            if (victims.isEmpty()) {
                // The ledger disagrees with the table, for example because somebody has changed the file by hand.
                return;
            }
            evict(transaction, victims);
            left -= victims.size();
        }
    }

    /** Evicts messages that are too old, and returns whether there are more. */
    boolean evictExpired(Transaction transaction) throws SQLException {
        List<Victim> victims = victims(
                transaction.database(),
                "SELECT " + COLUMNS + " FROM message WHERE received <= ? ORDER BY received LIMIT " + MOST,
                Times.nanos(oldest()));
        evict(transaction, victims);
        return victims.size() == MOST;
    }

    private static List<Victim> victims(Database database, String sql, long parameter) throws SQLException {
        PreparedStatement select = database.prepared(sql);
        select.setLong(1, parameter);
        List<Victim> victims = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                victims.add(new Victim(rows.getLong(1), rows.getString(2), Messages.read(rows, 3)));
            }
        }
        return victims;
    }

    private static void evict(Transaction transaction, List<Victim> victims) throws SQLException {
        if (victims.isEmpty()) {
            return;
        }
        Messages removed = Messages.NONE;
        long last = 0;
        List<String> ids = new ArrayList<>(victims.size());
        for (Victim victim : victims) {
            Selection.deleteRows(transaction, victim.number());
            removed = removed.plus(victim.removed());
            last = Math.max(last, victim.number());
            ids.add(victim.id());
        }
        transaction.setLedger(transaction.ledger().evicted(removed, last));
        transaction.removed(ids);
    }
}

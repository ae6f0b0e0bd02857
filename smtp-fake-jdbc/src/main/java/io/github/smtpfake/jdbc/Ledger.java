package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.MessageStore.Counters;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The totals of a file, updated in each transaction so that nothing must be counted.
 * Immutable.
 *
 * @param lastNumber the highest number that a message has ever had
 * @param received the number of messages that were ever stored
 * @param receivedBytes bytes of these messages
 * @param evicted messages evicted because of a limit
 * @param lastEvicted the highest number of an evicted message
 * @param deleted messages deleted on request
 * @param stored messages that are stored now
 * @param storedBytes bytes of these messages
 * @param weight bytes of these messages and their envelopes
 * @param odd how many of these messages SQL cannot decide about, or not yet
 * @param unread how many of these messages are not marked as read
 * @param sessions sessions ever begun
 * @param reservedChange no session change had a higher number
 * @param incomplete how many of these messages have no details yet
 * @param incompleteBytes bytes of these messages, as received
 */
record Ledger(
        long lastNumber,
        long received,
        long receivedBytes,
        long evicted,
        long lastEvicted,
        long deleted,
        long stored,
        long storedBytes,
        long weight,
        long odd,
        long unread,
        long sessions,
        long reservedChange,
        long incomplete,
        long incompleteBytes) {

    /** The messages that a deletion or an eviction removes. */
    record Removed(long count, long bytes, long weight, long odd, long unread, long incomplete, long incompleteBytes) {
        static final Removed NOTHING = new Removed(0, 0, 0, 0, 0, 0, 0);
        /** What {@link #read} reads of each message. */
        static final String COLUMNS = "1, kept, weight, odd > 0, 1 - is_read, odd = 2, (odd = 2) * size";
        /** What {@link #read} reads of several messages. */
        static final String TOTALS = "count(*), total(kept), total(weight), total(odd > 0), total(1 - is_read),"
                + " total(odd = 2), total((odd = 2) * size)";

        /** Reads the columns that start with this one. */
        static Removed read(ResultSet row, int first) throws SQLException {
            return new Removed(
                    row.getLong(first),
                    (long) row.getDouble(first + 1),
                    (long) row.getDouble(first + 2),
                    (long) row.getDouble(first + 3),
                    (long) row.getDouble(first + 4),
                    (long) row.getDouble(first + 5),
                    (long) row.getDouble(first + 6));
        }

        Removed plus(Removed other) {
            return new Removed(
                    count + other.count,
                    bytes + other.bytes,
                    weight + other.weight,
                    odd + other.odd,
                    unread + other.unread,
                    incomplete + other.incomplete,
                    incompleteBytes + other.incompleteBytes);
        }
    }

    static Ledger read(Database database) throws SQLException {
        return database.find(
                        "SELECT last_number, received, received_bytes, evicted, last_evicted, deleted, stored,"
                                + " stored_bytes, weight, odd, unread, sessions, reserved_change,"
                                + " incomplete, incomplete_bytes FROM ledger",
                        row -> new Ledger(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12),
                                row.getLong(13),
                                row.getLong(14),
                                row.getLong(15)))
                .orElseThrow(() -> new SQLException("The ledger is empty"));
    }

    void write(Database database) throws SQLException {
        database.update(
                "UPDATE ledger SET last_number = ?, received = ?, received_bytes = ?, evicted = ?, last_evicted = ?,"
                        + " deleted = ?, stored = ?, stored_bytes = ?, weight = ?, odd = ?, unread = ?, sessions = ?,"
                        + " reserved_change = ?, incomplete = ?, incomplete_bytes = ?",
                lastNumber,
                received,
                receivedBytes,
                evicted,
                lastEvicted,
                deleted,
                stored,
                storedBytes,
                weight,
                odd,
                unread,
                sessions,
                reservedChange,
                incomplete,
                incompleteBytes);
    }

    /** A new message has no details yet, so that SQL cannot decide about it. */
    Ledger added(long size, long kept, long messageWeight) {
        return new Ledger(
                lastNumber + 1,
                received + 1,
                receivedBytes + size,
                evicted,
                lastEvicted,
                deleted,
                stored + 1,
                storedBytes + kept,
                weight + messageWeight,
                odd + 1,
                unread + 1,
                sessions,
                reservedChange,
                incomplete + 1,
                incompleteBytes + size);
    }

    Ledger evicted(Removed removed, long last) {
        return removed(removed, evicted + removed.count(), Math.max(lastEvicted, last), deleted);
    }

    Ledger deleted(Removed removed) {
        return removed(removed, evicted, lastEvicted, deleted + removed.count());
    }

    private Ledger removed(Removed removed, long newEvicted, long newLastEvicted, long newDeleted) {
        return new Ledger(
                lastNumber,
                received,
                receivedBytes,
                newEvicted,
                newLastEvicted,
                newDeleted,
                stored - removed.count(),
                storedBytes - removed.bytes(),
                weight - removed.weight(),
                odd - removed.odd(),
                unread - removed.unread(),
                sessions,
                reservedChange,
                incomplete - removed.incomplete(),
                incompleteBytes - removed.incompleteBytes());
    }

    Ledger withSessions(long begun, long reserved) {
        return new Ledger(
                lastNumber,
                received,
                receivedBytes,
                evicted,
                lastEvicted,
                deleted,
                stored,
                storedBytes,
                weight,
                odd,
                unread,
                begun,
                reserved,
                incomplete,
                incompleteBytes);
    }

    /** A message has got its details, with which SQL can decide about it unless it is odd. */
    Ledger completed(long size, boolean isOdd) {
        return new Ledger(
                lastNumber,
                received,
                receivedBytes,
                evicted,
                lastEvicted,
                deleted,
                stored,
                storedBytes,
                weight,
                isOdd ? odd : odd - 1,
                unread,
                sessions,
                reservedChange,
                incomplete - 1,
                incompleteBytes - size);
    }

    Ledger withUnread(long count) {
        return new Ledger(
                lastNumber,
                received,
                receivedBytes,
                evicted,
                lastEvicted,
                deleted,
                stored,
                storedBytes,
                weight,
                odd,
                count,
                sessions,
                reservedChange,
                incomplete,
                incompleteBytes);
    }

    /** Returns an upper bound of the evicted messages with higher numbers, because others may have been deleted. */
    long evictedAfter(long number) {
        return Math.min(evicted, Math.max(0, lastEvicted - number));
    }

    Counters counters(long sessionsBegun) {
        return new Counters(received, receivedBytes, evicted, deleted, stored, storedBytes, sessionsBegun);
    }
}

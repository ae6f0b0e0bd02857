package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.MessageStore.Counters;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The totals of a file, updated in each transaction so that nothing must be counted.
 * Immutable.
 *
 * @param lastNumber the highest number that a message has ever had
 * @param arrivals the messages that were ever stored
 * @param removals the messages that are no longer stored
 * @param messages the messages that are stored now
 * @param sessionNumbers the sessions of the file
 */
record Ledger(long lastNumber, Arrivals arrivals, Removals removals, Messages messages, SessionNumbers sessionNumbers) {

    /**
     * The messages that were ever stored.
     *
     * @param bytes their sizes, as received
     */
    record Arrivals(long count, long bytes) {}

    /**
     * The messages that are no longer stored.
     *
     * @param evicted how many were evicted because of a limit
     * @param lastEvicted the highest number of an evicted message
     * @param deleted how many were deleted on request
     */
    record Removals(long evicted, long lastEvicted, long deleted) {}

    /**
     * The totals of some messages, such as those that are stored, or those that a deletion removes.
     *
     * @param bytes the bytes that the store keeps of them
     * @param weight these bytes, and those of the envelopes
     * @param odd about how many of them SQL cannot decide, or not yet
     * @param unread how many of them are not marked as read
     * @param incomplete how many of them have no details yet
     * @param incompleteBytes the sizes of those, as received
     */
    record Messages(long count, long bytes, long weight, long odd, long unread, long incomplete, long incompleteBytes) {
        static final Messages NONE = new Messages(0, 0, 0, 0, 0, 0, 0);
        /** What {@link #read} reads of each message. */
        static final String COLUMNS = "1, kept, weight, odd > 0, 1 - is_read, odd = 2, (odd = 2) * size";
        /** What {@link #read} reads of several messages. */
        static final String TOTALS = "count(*), total(kept), total(weight), total(odd > 0), total(1 - is_read),"
                + " total(odd = 2), total((odd = 2) * size)";

        /** Reads the columns that start with this one. */
        static Messages read(ResultSet row, int first) throws SQLException {
            return new Messages(
                    row.getLong(first),
                    (long) row.getDouble(first + 1),
                    (long) row.getDouble(first + 2),
                    (long) row.getDouble(first + 3),
                    (long) row.getDouble(first + 4),
                    (long) row.getDouble(first + 5),
                    (long) row.getDouble(first + 6));
        }

        /** A new message has no details yet, so that SQL cannot decide about it. */
        private static Messages added(long size, long kept, long weight) {
            return new Messages(1, kept, weight, 1, 1, 1, size);
        }

        /** What a message no longer adds to the totals when it has its details. */
        private static Messages completed(long size, boolean isOdd) {
            return new Messages(0, 0, 0, isOdd ? 0 : 1, 0, 1, size);
        }

        private static Messages unread(long count) {
            return new Messages(0, 0, 0, 0, count, 0, 0);
        }

        Messages plus(Messages other) {
            return with(1, other);
        }

        private Messages minus(Messages other) {
            return with(-1, other);
        }

        private Messages with(int sign, Messages other) {
            return new Messages(
                    count + sign * other.count,
                    bytes + sign * other.bytes,
                    weight + sign * other.weight,
                    odd + sign * other.odd,
                    unread + sign * other.unread,
                    incomplete + sign * other.incomplete,
                    incompleteBytes + sign * other.incompleteBytes);
        }
    }

    /**
     * The sessions of the file.
     *
     * @param count how many have ever begun
     * @param reservedChange no change had a higher number
     */
    record SessionNumbers(long count, long reservedChange) {}

    static Ledger read(Database database) throws SQLException {
        return database.find(
                        "SELECT last_number, received, received_bytes, evicted, last_evicted, deleted, sessions,"
                                + " reserved_change, stored, stored_bytes, weight, odd, unread, incomplete,"
                                + " incomplete_bytes FROM ledger",
                        Ledger::read)
                .orElseThrow(() -> new SQLException("The ledger is empty"));
    }

    private static Ledger read(ResultSet row) throws SQLException {
        return new Ledger(
                row.getLong(1),
                new Arrivals(row.getLong(2), row.getLong(3)),
                new Removals(row.getLong(4), row.getLong(5), row.getLong(6)),
                Messages.read(row, 9),
                new SessionNumbers(row.getLong(7), row.getLong(8)));
    }

    void write(Database database) throws SQLException {
        database.update(
                "UPDATE ledger SET last_number = ?, received = ?, received_bytes = ?, evicted = ?, last_evicted = ?,"
                        + " deleted = ?, sessions = ?, reserved_change = ?, stored = ?, stored_bytes = ?, weight = ?,"
                        + " odd = ?, unread = ?, incomplete = ?, incomplete_bytes = ?",
                lastNumber,
                arrivals.count,
                arrivals.bytes,
                removals.evicted,
                removals.lastEvicted,
                removals.deleted,
                sessionNumbers.count,
                sessionNumbers.reservedChange,
                messages.count,
                messages.bytes,
                messages.weight,
                messages.odd,
                messages.unread,
                messages.incomplete,
                messages.incompleteBytes);
    }

    Ledger added(long size, long kept, long weight) {
        return new Ledger(
                lastNumber + 1,
                new Arrivals(arrivals.count + 1, arrivals.bytes + size),
                removals,
                messages.plus(Messages.added(size, kept, weight)),
                sessionNumbers);
    }

    Ledger evicted(Messages removed, long last) {
        return without(
                removed,
                new Removals(removals.evicted + removed.count, Math.max(removals.lastEvicted, last), removals.deleted));
    }

    Ledger deleted(Messages removed) {
        return without(removed, new Removals(removals.evicted, removals.lastEvicted, removals.deleted + removed.count));
    }

    private Ledger without(Messages removed, Removals newRemovals) {
        return new Ledger(lastNumber, arrivals, newRemovals, messages.minus(removed), sessionNumbers);
    }

    Ledger withSessions(long count, long reserved) {
        return new Ledger(lastNumber, arrivals, removals, messages, new SessionNumbers(count, reserved));
    }

    /** A message has got its details, with which SQL can decide about it unless it is odd. */
    Ledger completed(long size, boolean isOdd) {
        return withMessages(messages.minus(Messages.completed(size, isOdd)));
    }

    /** Changes how many messages are not marked as read. */
    Ledger withUnread(long count) {
        return withMessages(messages.plus(Messages.unread(count - messages.unread)));
    }

    private Ledger withMessages(Messages changed) {
        return new Ledger(lastNumber, arrivals, removals, changed, sessionNumbers);
    }

    long stored() {
        return messages.count;
    }

    long weight() {
        return messages.weight;
    }

    long odd() {
        return messages.odd;
    }

    long unread() {
        return messages.unread;
    }

    long incomplete() {
        return messages.incomplete;
    }

    long incompleteBytes() {
        return messages.incompleteBytes;
    }

    long evicted() {
        return removals.evicted;
    }

    long deleted() {
        return removals.deleted;
    }

    long sessions() {
        return sessionNumbers.count;
    }

    long reservedChange() {
        return sessionNumbers.reservedChange;
    }

    /** Returns an upper bound of the evicted messages with higher numbers, because others may have been deleted. */
    long evictedAfter(long number) {
        return Math.min(removals.evicted, Math.max(0, removals.lastEvicted - number));
    }

    Counters counters(long sessionsBegun) {
        return new Counters(
                arrivals.count,
                arrivals.bytes,
                removals.evicted,
                removals.deleted,
                messages.count,
                messages.bytes,
                sessionsBegun);
    }
}

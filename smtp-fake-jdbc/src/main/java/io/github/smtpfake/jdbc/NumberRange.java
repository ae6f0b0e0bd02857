package io.github.smtpfake.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The numbers of the messages after a number and before another one, which are counted and skipped without reading a row of
 * the messages.
 *
 * @param after all numbers are higher
 * @param before all numbers are lower
 */
record NumberRange(long after, long before) {
    // The two indexes have the numbers of all messages; without their names, SQLite might read the rows.
    private static final String UNREAD = " FROM message INDEXED BY message_unread WHERE is_read = 0";
    private static final String READ = " FROM message INDEXED BY message_read WHERE is_read = 1";
    private static final String BETWEEN = " AND number > ? AND number < ?";
    private static final String COUNT =
            "SELECT (SELECT count(*)" + UNREAD + BETWEEN + ") + (SELECT count(*)" + READ + BETWEEN + ")";
    private static final String NEWEST_AFTER_OTHERS = "SELECT number" + UNREAD + BETWEEN + " UNION ALL SELECT number"
            + READ + BETWEEN + " ORDER BY 1 DESC LIMIT 1 OFFSET ?";

    /** The numbers from the first to the last message, none of which is missing. */
    private record Dense(long first, long last) {}

    /** Empty if numbers between those of messages are missing, because messages were deleted. */
    private static Optional<Dense> dense(Database database, Ledger ledger) throws SQLException {
        // Two selections, because SQLite would look at each row for one with both.
        return database.find(
                        "SELECT (SELECT min(number) FROM message), (SELECT max(number) FROM message)",
                        row -> new Dense(row.getLong(1), row.getLong(2)))
                .filter(all -> ledger.stored() > 0 && all.last - all.first + 1 == ledger.stored());
    }

    /** Returns how many messages have one of these numbers. */
    long count(Database database, Ledger ledger) throws SQLException {
        if (after >= ledger.lastNumber()) {
            return 0;
        }
        Optional<Dense> dense = dense(database, ledger);
        if (dense.isPresent()) {
            return Math.max(0, last(dense.get()) - Math.max(dense.get().first, after + 1) + 1);
        }
        return isMostOf(ledger)
                ? ledger.stored() - between(database, -1, after + 1) - between(database, before - 1, Long.MAX_VALUE)
                : between(database, after, before);
    }

    private long last(Dense dense) {
        return Math.min(dense.last, before - 1);
    }

    private boolean isMostOf(Ledger ledger) {
        return Math.min(before, ledger.lastNumber()) - after > ledger.lastNumber() / 2;
    }

    private static long between(Database database, long after, long before) throws SQLException {
        return database.number(COUNT, after, before, after, before);
    }

    /**
     * Returns the number of a message.
     *
     * @param offset how many of the messages have higher numbers
     */
    OptionalLong newestAfterOthers(Database database, Ledger ledger, int offset) throws SQLException {
        Optional<Dense> dense = dense(database, ledger);
        if (dense.isPresent()) {
            long number = last(dense.get()) - offset;
            return number >= Math.max(dense.get().first, after + 1) ? OptionalLong.of(number) : OptionalLong.empty();
        }
        return database.find(
                        NEWEST_AFTER_OTHERS,
                        row -> OptionalLong.of(row.getLong(1)),
                        after,
                        before,
                        after,
                        before,
                        offset)
                .orElse(OptionalLong.empty());
    }
}

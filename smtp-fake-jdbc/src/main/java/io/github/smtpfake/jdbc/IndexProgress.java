package io.github.smtpfake.jdbc;

import java.sql.SQLException;

/** Up to which message all have their details. All threads may read it, but only one at a time advances it. */
final class IndexProgress {
    private volatile long number;

    private IndexProgress(long number) {
        this.number = number;
    }

    static IndexProgress read(Database database, Ledger ledger) throws SQLException {
        // The first condition is that of the index.
        return new IndexProgress(database.number(
                "SELECT coalesce(min(number) - 1, ?) FROM message WHERE odd > 0 AND odd = 2", ledger.lastNumber()));
    }

    /** Returns the number up to which all messages have their details, or can never have them. */
    long number() {
        return number;
    }

    /** Records that all messages after the first number have their details, up to the last number. */
    void advance(long after, long last) {
        if (after <= number && last > number) {
            number = last;
        }
    }
}

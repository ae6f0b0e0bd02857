package io.github.smtpfake.jdbc;

import java.sql.SQLException;

/**
 * How far the messages have their details. Messages that were deleted before may count as if they had none. Thread-safe.
 */
final class IndexProgress {
    private volatile Position position;

    private record Position(long number, long bytes) {}

    private IndexProgress(Position position) {
        this.position = position;
    }

    static IndexProgress read(Database database, Ledger ledger) throws SQLException {
        // The first condition is that of the index.
        return new IndexProgress(database.find(
                        "SELECT min(number) - 1, total(size) FROM message WHERE odd > 0 AND odd = 2 HAVING count(*) > 0",
                        row -> new Position(row.getLong(1), ledger.receivedBytes() - (long) row.getDouble(2)))
                .orElseGet(() -> end(ledger)));
    }

    private static Position end(Ledger ledger) {
        return new Position(ledger.lastNumber(), ledger.receivedBytes());
    }

    /** Returns the number up to which all messages have their details, or can never have them. */
    long number() {
        return position.number();
    }

    /** Returns how many messages may have no details. */
    long messagesBehind(Ledger ledger) {
        return ledger.lastNumber() - position.number();
    }

    /** Returns how many bytes the messages have that may have no details. */
    long bytesBehind(Ledger ledger) {
        return ledger.receivedBytes() - position.bytes();
    }

    /** Records that messages have got their details. */
    void advance(long number, long bytes) {
        position = new Position(number, position.bytes() + bytes);
    }

    /** Records that all messages have their details. */
    void finish(Ledger ledger) {
        position = end(ledger);
    }
}

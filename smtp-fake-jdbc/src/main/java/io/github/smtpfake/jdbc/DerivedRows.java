package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import java.sql.SQLException;

/**
 * Discards, when a file is opened, what was derived from messages and is not what this release would derive. The {@link
 * Indexer} and the {@link SignatureBuilder} make it anew.
 */
final class DerivedRows {
    // The first condition is that of the index.
    private static final String INCOMPLETE = "odd > 0 AND odd = 2";
    /** The recipients of the envelope are no details, so a search for them need not wait. */
    private static final String DISCARD = """
            UPDATE message SET odd = 2, recipients = CASE WHEN odd = 0 THEN (
                SELECT char(10) || group_concat(a.address, char(10)) || char(10)
                FROM address a WHERE a.number = message.number AND a.kind = ?) END
            WHERE odd < 2 AND index_version <> ?""";

    private DerivedRows() {}

    /** Makes all rows agree with this release, in one transaction. */
    static void refresh(Database database) throws SQLException {
        database.execute("BEGIN IMMEDIATE");
        try {
            discardOutdatedDetails(database);
            discardSignaturesOfIncompleteMessages(database);
            database.execute("COMMIT");
        } catch (SQLException e) {
            rollBack(database, e);
            throw e;
        }
    }

    /** SQLite has already rolled back after some errors, such as a full disk. */
    private static void rollBack(Database database, SQLException reason) {
        try {
            database.rollBack();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Another release may have read other values from the same bytes. The texts stay until the {@link Indexer} replaces them,
     * because nothing reads those of messages without details, and discarding them would almost quadruple what
     * is written.
     */
    private static void discardOutdatedDetails(Database database) throws SQLException {
        if (database.number("SELECT version FROM details") == Delivery.INDEX_VERSION) {
            return;
        }
        database.update(DISCARD, AddressKind.RECIPIENT.code(), Delivery.INDEX_VERSION);
        // Without a condition, SQLite frees whole pages rather than writing each of them to the log.
        boolean areAll = database.number("SELECT NOT EXISTS (SELECT 1 FROM message WHERE odd <> 2)") == 1;
        String condition = areAll ? "" : " WHERE number IN (SELECT number FROM message WHERE " + INCOMPLETE + ")";
        database.update("DELETE FROM address" + condition);
        database.update("UPDATE ledger SET odd = (SELECT count(*) FROM message WHERE odd > 0),"
                + " incomplete = (SELECT count(*) FROM message WHERE " + INCOMPLETE + "),"
                + " incomplete_bytes = (SELECT coalesce(sum(size), 0) FROM message WHERE " + INCOMPLETE + ")");
        database.update("UPDATE details SET version = ?", Delivery.INDEX_VERSION);
    }

    /**
     * A segment may have signatures only if all its messages have their details, or searches would miss messages. Writes
     * nothing unless there are such signatures, so that a file on a full disk can be opened.
     */
    private static void discardSignaturesOfIncompleteMessages(Database database) throws SQLException {
        long first = database.number("SELECT coalesce(min(number), -1) FROM message WHERE " + INCOMPLETE);
        if (first < 0) {
            return;
        }
        long segment = first / database.number("SELECT segment_size FROM signing");
        // A segment that is not complete may have its first rows.
        database.update("DELETE FROM signature WHERE segment >= ?", segment);
        database.update("UPDATE signing SET next_segment = ? WHERE next_segment > ?", segment, segment);
    }
}

package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.MessageDetails.AddressRow;
import io.github.smtpfake.message.CapturedMessage;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the rows of a message. */
final class Inserter {
    private static final String MESSAGE = """
            INSERT OR IGNORE INTO message (number, id, begun, received, size, kept, weight, tagged, sender, helo, login,
                recipients, session, delivery, odd, is_read, attachments, inline_parts, has_html, content_index, index_version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, 0, 0, 0, 0, x'', 0)""";
    private static final String CONTENT = "INSERT INTO content (number, coding, bytes) VALUES (?, ?, ?)";
    private static final String DETAILS = """
            UPDATE message SET odd = ?, subject = ?, message_id = ?, attachments = ?, inline_parts = ?, has_html = ?,
                content_index = ?, index_version = ?, snippet = ?, recipients = NULL
            WHERE number = ? AND odd = 2""";
    private static final String ADDRESS =
            "INSERT OR IGNORE INTO address (number, kind, address, label) VALUES (?, ?, ?, ?)";
    /** Replaces the text that another release has made. */
    private static final String TEXT = "INSERT OR REPLACE INTO text (number, plain, rest, whole) VALUES (?, ?, ?, ?)";

    private Inserter() {}

    /** Returns whether the message was added, without its details; false if its id is already there. */
    static boolean insert(Transaction transaction, long number, NewMessage row) throws SQLException {
        Database database = transaction.database();
        if (!insertMessage(database, number, row)) {
            return false;
        }
        if (!row.tags().isEmpty()) {
            Tags.insert(transaction, number, row.tags());
        }
        PreparedStatement insert = database.prepared(CONTENT);
        insert.setLong(1, number);
        insert.setInt(2, row.content().coding());
        insert.setBytes(3, row.content().bytes());
        insert.executeUpdate();
        return true;
    }

    private static boolean insertMessage(Database database, long number, NewMessage row) throws SQLException {
        CapturedMessage message = row.message();
        Origin origin = row.origin();
        PreparedStatement insert = database.prepared(MESSAGE);
        int i = 0;
        insert.setLong(++i, number);
        insert.setString(++i, message.id());
        insert.setLong(++i, row.begun());
        insert.setLong(++i, Times.nanos(message.receivedAt()));
        insert.setInt(++i, message.size());
        insert.setInt(++i, row.kept());
        insert.setLong(++i, row.weight());
        insert.setBoolean(++i, !row.tags().isEmpty());
        insert.setString(++i, origin.sender());
        insert.setString(++i, origin.helo());
        insert.setString(++i, origin.login());
        insert.setString(++i, row.recipients());
        insert.setString(++i, origin.session());
        insert.setBytes(++i, row.delivery());
        return insert.executeUpdate() == 1;
    }

    /**
     * Adds the details of a message, unless it was deleted or has them already.
     *
     * @param size the bytes of the message, as received
     */
    static void complete(Transaction transaction, long number, int size, MessageDetails details) throws SQLException {
        Database database = transaction.database();
        if (!updateMessage(database, number, details)) {
            return;
        }
        for (AddressRow address : details.addresses()) {
            database.update(ADDRESS, number, address.kind().code(), address.address(), address.label());
        }
        if (details.isOdd()) {
            database.update("DELETE FROM text WHERE number = ?", number);
        } else {
            SearchableText text = details.text();
            database.update(TEXT, number, text.plain(), text.rest(), text.whole());
        }
        transaction.setLedger(transaction.ledger().completed(size, details.isOdd()));
    }

    private static boolean updateMessage(Database database, long number, MessageDetails details) throws SQLException {
        PreparedStatement update = database.prepared(DETAILS);
        int i = 0;
        update.setInt(++i, details.isOdd() ? 1 : 0);
        update.setString(++i, details.subject());
        update.setString(++i, details.messageId());
        update.setInt(++i, details.attachments());
        update.setInt(++i, details.inlineParts());
        update.setBoolean(++i, details.hasHtml());
        update.setBytes(++i, details.contentIndex());
        update.setInt(++i, details.indexVersion());
        update.setString(++i, details.snippet());
        update.setLong(++i, number);
        return update.executeUpdate() == 1;
    }
}

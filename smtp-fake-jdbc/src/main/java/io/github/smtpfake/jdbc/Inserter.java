package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.jdbc.NewMessage.AddressRow;
import io.github.smtpfake.message.CapturedMessage;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the rows of a message. */
final class Inserter {
    private static final String MESSAGE = """
            INSERT OR IGNORE INTO message (number, id, begun, received, size, weight, odd, is_read, tagged, sender,
                helo, login, session, subject, message_id, attachments, inline_parts, has_html, delivery, content_index,
                kept, index_version)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADDRESS =
            "INSERT OR IGNORE INTO address (number, kind, address, label) VALUES (?, ?, ?, ?)";
    private static final String CONTENT = "INSERT INTO content (number, coding, bytes) VALUES (?, ?, ?)";
    private static final String TEXT = "INSERT INTO text (number, plain, rest, whole) VALUES (?, ?, ?, ?)";

    private Inserter() {}

    /** Returns whether the message was added; false if its id is already there. */
    static boolean insert(Database database, long number, NewMessage row) throws SQLException {
        if (!insertMessage(database, number, row)) {
            return false;
        }
        for (AddressRow address : row.addresses()) {
            database.update(ADDRESS, number, address.kind().code(), address.address(), address.label());
        }
        Tags.insert(database, number, row.tags());
        database.update(CONTENT, number, row.content().coding(), row.content().bytes());
        if (!row.isOdd()) {
            SearchableText text = row.text();
            database.update(TEXT, number, text.plain(), text.rest(), text.whole());
        }
        return true;
    }

    private static boolean insertMessage(Database database, long number, NewMessage row) throws SQLException {
        CapturedMessage message = row.message();
        PreparedStatement insert = database.prepared(MESSAGE);
        int i = 0;
        insert.setLong(++i, number);
        insert.setString(++i, message.id());
        insert.setLong(++i, row.begun());
        insert.setLong(++i, Times.nanos(message.receivedAt()));
        insert.setInt(++i, message.size());
        insert.setLong(++i, row.weight());
        insert.setBoolean(++i, row.isOdd());
        insert.setBoolean(++i, !row.tags().isEmpty());
        insert.setString(++i, row.sender());
        insert.setString(++i, row.helo());
        insert.setString(++i, row.login());
        insert.setString(++i, row.session());
        insert.setString(++i, row.subject());
        insert.setString(++i, row.messageId());
        insert.setInt(++i, row.attachments());
        insert.setInt(++i, row.inlineParts());
        insert.setBoolean(++i, row.hasHtml());
        insert.setBytes(++i, row.delivery());
        insert.setBytes(++i, row.contentIndex());
        insert.setInt(++i, row.kept());
        insert.setInt(++i, Delivery.INDEX_VERSION);
        return insert.executeUpdate() == 1;
    }
}

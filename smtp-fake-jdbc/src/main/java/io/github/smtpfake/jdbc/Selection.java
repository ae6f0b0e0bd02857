package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.Ledger.Messages;
import io.github.smtpfake.store.StoreListener;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The messages that one call changes or deletes, which may be many: their numbers and ids are in a temporary table rather
 * than in memory.
 *
 * @param sql the condition for the messages that SQL finds; empty if there is none
 * @param numbers the numbers of further messages, which were found before the transaction
 * @param marks the condition that these must still meet, because they may have been deleted or changed since
 */
record Selection(Optional<SqlText> sql, LongList numbers, SqlText marks) implements SelectedMessages {
    private static final int BATCH = 1_000;
    private static final String IN_SELECTION = " WHERE number IN (SELECT number FROM temp.selection)";

    private static final String TAG = "tag";

    /** The tables that have rows of a message. */
    static final List<String> TABLES = List.of("message", "address", TAG, "content", "text");

    static void createTables(Database database) throws SQLException {
        database.execute("CREATE TEMP TABLE IF NOT EXISTS found (number INTEGER PRIMARY KEY)");
        database.execute("CREATE TEMP TABLE IF NOT EXISTS selection (number INTEGER PRIMARY KEY, id TEXT)");
    }

    private void select(Database database) throws SQLException {
        database.update("DELETE FROM temp.selection");
        if (sql.isPresent()) {
            SqlText insert = SqlText.of("INSERT INTO temp.selection SELECT m.number, m.id FROM message m WHERE ")
                    .then(sql.get());
            try (Database.Query query = database.prepare(insert)) {
                query.update();
            }
        }
        if (numbers.size() > 0) {
            selectNumbers(database);
        }
    }

    private void selectNumbers(Database database) throws SQLException {
        database.update("DELETE FROM temp.found");
        for (int i = 0; i < numbers.size(); i++) {
            database.update("INSERT INTO temp.found VALUES (?)", numbers.get(i));
        }
        SqlText insert = SqlText.of("INSERT OR IGNORE INTO temp.selection SELECT m.number, m.id FROM message m WHERE ")
                .then(SqlText.of("m.number IN (SELECT number FROM temp.found)").and(marks));
        try (Database.Query query = database.prepare(insert)) {
            query.update();
        }
        database.update("DELETE FROM temp.found");
    }

    /** Deletes all rows of a message. */
    static void deleteRows(Transaction transaction, long number) throws SQLException {
        for (String table : TABLES) {
            int deleted = transaction.database().update("DELETE FROM " + table + " WHERE number = ?", number);
            if (deleted > 0 && table.equals(TAG)) {
                transaction.changedTags();
            }
        }
    }

    @Override
    public int delete(Transaction transaction) throws SQLException {
        Database database = transaction.database();
        select(database);
        Messages removed = database.find(
                        "SELECT " + Messages.TOTALS + " FROM message" + IN_SELECTION, row -> Messages.read(row, 1))
                .orElse(Messages.NONE);
        // Without a condition, SQLite frees whole pages.
        String condition = removed.count() == transaction.ledger().stored() ? "" : IN_SELECTION;
        for (String table : TABLES) {
            database.update("DELETE FROM " + table + condition);
        }
        transaction.changedTags();
        transaction.setLedger(transaction.ledger().deleted(removed));
        transaction.changedSelection(StoreListener::removed);
        return Math.toIntExact(removed.count());
    }

    /** Removes and returns the next ids of the selected messages, oldest first; empty at the end. */
    static List<String> removeIds(Database database) throws SQLException {
        List<String> ids = new ArrayList<>();
        long last = 0;
        try (ResultSet rows = database.prepared("SELECT number, id FROM temp.selection ORDER BY number LIMIT " + BATCH)
                .executeQuery()) {
            while (rows.next()) {
                last = rows.getLong(1);
                ids.add(rows.getString(2));
            }
        }
        database.update("DELETE FROM temp.selection WHERE number <= ?", last);
        return List.copyOf(ids);
    }

    @Override
    public int markRead(Transaction transaction, boolean read) throws SQLException {
        Database database = transaction.database();
        select(database);
        database.update(
                "DELETE FROM temp.selection WHERE number IN (SELECT number FROM message" + IN_SELECTION
                        + " AND is_read = ?)",
                read ? 1 : 0);
        int changed = database.update("UPDATE message SET is_read = ?" + IN_SELECTION, read ? 1 : 0);
        Ledger ledger = transaction.ledger();
        transaction.setLedger(ledger.withUnread(ledger.unread() + (read ? -changed : changed)));
        transaction.changedSelection((listener, ids) -> listener.markedRead(ids, read));
        return changed;
    }

    @Override
    public int retag(Transaction transaction, UnaryOperator<List<String>> change) throws SQLException {
        Database database = transaction.database();
        select(database);
        int changed = 0;
        LongList unchanged = new LongList();
        try (ResultSet rows = database.prepared("SELECT number FROM temp.selection ORDER BY number")
                .executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                if (Tags.change(transaction, number, change)) {
                    changed++;
                } else {
                    unchanged.add(number);
                }
            }
        }
        for (int i = 0; i < unchanged.size(); i++) {
            database.update("DELETE FROM temp.selection WHERE number = ?", unchanged.get(i));
        }
        transaction.changedSelection(StoreListener::retagged);
        return changed;
    }
}

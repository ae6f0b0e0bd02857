package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.TagNames;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Reads and writes the tags of messages. */
final class Tags {

    private Tags() {}

    static List<String> of(Database database, long number) throws SQLException {
        PreparedStatement select = database.prepared("SELECT name FROM tag WHERE number = ?");
        select.setLong(1, number);
        List<String> names = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return TagNames.sorted(names);
    }

    static void insert(Transaction transaction, long number, List<String> names) throws SQLException {
        transaction.changedTags();
        for (String name : names) {
            transaction
                    .database()
                    .update(
                            "INSERT OR REPLACE INTO tag (number, key, name) VALUES (?, ?, ?)",
                            number,
                            Fold.key(name),
                            name);
        }
    }

    /** Replaces the tags of a message, and returns whether they have changed. */
    static boolean change(Transaction transaction, long number, UnaryOperator<List<String>> change)
            throws SQLException {
        Database database = transaction.database();
        List<String> before = of(database, number);
        List<String> after = TagNames.sorted(change.apply(before));
        if (after.equals(before)) {
            return false;
        }
        database.update("DELETE FROM tag WHERE number = ?", number);
        insert(transaction, number, after);
        if (before.isEmpty() != after.isEmpty()) {
            database.update("UPDATE message SET tagged = ? WHERE number = ?", !after.isEmpty(), number);
        }
        return true;
    }

    /** Returns all tags with the number of their messages. */
    static SortedMap<String, Integer> counts(Database database) throws SQLException {
        SortedMap<String, Integer> counts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (ResultSet rows = database.prepared("SELECT min(name), count(*) FROM tag GROUP BY key")
                .executeQuery()) {
            while (rows.next()) {
                counts.merge(rows.getString(1), rows.getInt(2), Integer::sum);
            }
        }
        return counts;
    }
}

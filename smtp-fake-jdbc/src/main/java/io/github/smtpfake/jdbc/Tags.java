package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.TagNames;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    static void insert(Database database, long number, List<String> names) throws SQLException {
        for (String name : names) {
            database.update(
                    "INSERT OR REPLACE INTO tag (number, key, name) VALUES (?, ?, ?)", number, Fold.key(name), name);
        }
    }

    /** Replaces the tags of a message. */
    static void replace(Database database, long number, List<String> names) throws SQLException {
        database.update("DELETE FROM tag WHERE number = ?", number);
        insert(database, number, names);
        database.update("UPDATE message SET tagged = ? WHERE number = ?", !names.isEmpty(), number);
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

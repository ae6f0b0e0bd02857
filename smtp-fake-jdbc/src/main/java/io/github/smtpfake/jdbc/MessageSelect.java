package io.github.smtpfake.jdbc;

import java.util.List;
import java.util.stream.Collectors;

/** The statements that read rows {@code m} of the table {@code message}, given the conditions of a {@link QueryPlan}. */
final class MessageSelect {
    /** The number is the first one, by which rows are ordered. */
    static final String COLUMNS =
            "m.number, m.begun, m.id, m.size, m.is_read, m.tagged, m.odd, m.delivery, m.content_index, m.kept,"
                    + " m.index_version, m.snippet";

    private MessageSelect() {}

    /** Selects the rows that meet one of these conditions; no row meets two of them. */
    static SqlText oldestFirst(List<SqlText> conditions) {
        return rows(conditions).then(" ORDER BY 1 ASC");
    }

    /** Selects the rows that meet one of these conditions; no row meets two of them. */
    static SqlText newestFirst(List<SqlText> conditions) {
        return rows(conditions).then(" ORDER BY 1 DESC");
    }

    /** SQLite chooses an index for each condition, and merges the rows without holding all of them in memory. */
    private static SqlText rows(List<SqlText> conditions) {
        SqlText all = SqlText.of("");
        String operator = "";
        for (SqlText condition : conditions) {
            all = all.then(operator + "SELECT " + COLUMNS + " FROM message m WHERE ")
                    .then(condition);
            operator = " UNION ALL ";
        }
        return all;
    }

    /** Selects the rows with these numbers. */
    static SqlText numberedNewestFirst(List<Long> numbers) {
        String json = numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return newestFirst(List.of(SqlText.of("m.number IN (SELECT value FROM json_each(?))", json)));
    }

    static SqlText numbersNewestFirst(SqlText condition) {
        return SqlText.of("SELECT m.number FROM message m WHERE ")
                .then(condition)
                .then(" ORDER BY m.number DESC");
    }

    static SqlText count(SqlText condition) {
        return SqlText.of("SELECT count(*) FROM message m WHERE ").then(condition);
    }
}

package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.store.StoreQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a query is answered. Immutable.
 *
 * @param marks conditions on numbers, beginnings, ids, read marks and tags, which SQL decides for every row
 * @param content conditions on envelope, session and content, for rows that are not odd
 * @param early the same conditions, for rows without details
 */
record QueryPlan(StoreQuery query, SqlText marks, Bounds content, EarlyCondition early) {

    private static final SqlText UNREAD = SqlText.of("m.is_read = 0");
    // Literally the conditions of the indexes, or SQLite could not use these.
    private static final SqlText ODD = SqlText.of("m.odd > 0");
    private static final SqlText COMPLETE = SqlText.of("m.odd = 1");
    private static final SqlText INCOMPLETE = SqlText.of("m.odd = 2");
    private static final SqlText NOT_ODD = SqlText.of("m.odd = 0");

    /** Queries whose matches can be counted without looking at each of them. */
    enum Scope {
        ALL,
        UNREAD,
        /** All messages after a number and before another one. */
        RANGE,
        OTHER
    }

    static QueryPlan of(StoreQuery query) {
        List<Term> terms = QueryTerms.of(query.message());
        return new QueryPlan(query, marks(query), SqlTranslator.allOf(terms), EarlyCondition.allOf(terms));
    }

    private static SqlText range(StoreQuery query) {
        SqlText sql = SqlText.TRUE;
        if (query.after() > 0) {
            sql = sql.and(SqlText.of("m.number > ?", query.after()));
        }
        if (query.before() < Long.MAX_VALUE) {
            sql = sql.and(SqlText.of("m.number < ?", query.before()));
        }
        return sql;
    }

    private static SqlText marks(StoreQuery query) {
        SqlText sql = range(query);
        if (query.begun() > 0) {
            sql = sql.and(SqlText.of("m.begun >= ?", query.begun()));
        }
        if (query.ids().isPresent()) {
            sql = sql.and(ids(query.ids().get()));
        }
        if (query.read().isPresent()) {
            sql = sql.and(query.read().get() ? SqlText.of("m.is_read = 1") : UNREAD);
        }
        if (query.tagged().isPresent()) {
            sql = sql.and(SqlText.of(query.tagged().get() ? "m.tagged = 1" : "m.tagged = 0"));
        }
        if (!query.tags().isEmpty()) {
            sql = sql.and(hasAll(keys(query.tags())));
        }
        if (!query.absentTags().isEmpty()) {
            sql = sql.and(hasAny(keys(query.absentTags())).negate());
        }
        return sql;
    }

    private static SqlText ids(Collection<String> ids) {
        return ids.size() == 1
                ? SqlText.of("m.id = ?", ids.iterator().next())
                : SqlText.of("m.id IN (SELECT value FROM json_each(?))", json(ids));
    }

    private static Set<String> keys(Collection<String> tags) {
        return tags.stream().map(Fold::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** One condition for all of them, because SQLite limits the depth of an expression. */
    private static SqlText hasAll(Set<String> keys) {
        return keys.size() == 1
                ? hasAny(keys)
                : SqlText.of(
                        "m.number IN (SELECT g.number FROM tag g WHERE g.key IN (SELECT value FROM json_each(?))"
                                + " GROUP BY g.number HAVING count(*) = ?)",
                        json(keys),
                        keys.size());
    }

    private static SqlText hasAny(Set<String> keys) {
        return keys.size() == 1
                ? SqlText.of(
                        "m.number IN (SELECT g.number FROM tag g WHERE g.key = ?)",
                        keys.iterator().next())
                : SqlText.of(
                        "m.number IN (SELECT g.number FROM tag g WHERE g.key IN (SELECT value FROM json_each(?)))",
                        json(keys));
    }

    private static String json(Collection<String> texts) {
        return texts.stream().map(QueryPlan::jsonString).collect(Collectors.joining(",", "[", "]"));
    }

    private static String jsonString(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** Returns the plan for the same query, given a condition that holds for all matches that are not odd. */
    QueryPlan within(SqlText superset) {
        return new QueryPlan(query, marks, Bounds.exactly(superset).and(content), early);
    }

    /** Returns whether messages without details must be parsed for this query. */
    boolean needsDetails() {
        return !content.equals(Bounds.ALWAYS) && !early.needsNoDetails();
    }

    /** Returns whether the number of matches is known without counting them. */
    Scope scope() {
        if (!content.equals(Bounds.ALWAYS)) {
            return Scope.OTHER;
        }
        if (marks.equals(SqlText.TRUE)) {
            return Scope.ALL;
        }
        if (marks.equals(range(query))) {
            return Scope.RANGE;
        }
        return marks.equals(UNREAD) ? Scope.UNREAD : Scope.OTHER;
    }

    /** Returns the numbers between which all matches are. */
    NumberRange numbers() {
        return new NumberRange(query.after(), Math.max(1, query.before()));
    }

    /** Returns whether SQL decides about every row. */
    boolean isExact(boolean hasOddRows) {
        return content.isExact() && (!hasOddRows || content.equals(Bounds.ALWAYS));
    }

    /** Returns whether SQL decides about this row if it is one of the {@link #candidates}. */
    boolean isDecided(boolean isOdd) {
        return content.isExact() && (!isOdd || content.equals(Bounds.ALWAYS));
    }

    /** Returns the condition for the rows that match, if SQL decides about every row. */
    SqlText matches() {
        return content.possible().equals(SqlText.TRUE) ? marks : matchesThatAreNotOdd();
    }

    /**
     * Returns conditions for the rows that may match, among them each row that does. No row meets two of them. One condition
     * for all of them would make SQLite look at every row, because no index has the rows that are odd and those that are not.
     */
    List<SqlText> candidates(boolean hasOddRows) {
        if (!hasOddRows || content.possible().equals(SqlText.TRUE)) {
            return List.of(matches());
        }
        List<SqlText> all = new ArrayList<>(List.of(matchesThatAreNotOdd()));
        all.addAll(oddCandidates());
        return List.copyOf(all);
    }

    /** Returns the condition for the rows that are not odd and about which SQL decides. */
    SqlText matchesThatAreNotOdd() {
        return marks.and(NOT_ODD).and(content.possible());
    }

    /**
     * Returns conditions for the odd rows that may match. No row meets two of them. The index has the rows of each in the
     * order of their numbers.
     */
    List<SqlText> oddCandidates() {
        return List.of(odd(COMPLETE), odd(INCOMPLETE));
    }

    /** Returns the condition for the rows without details that may match. */
    SqlText incompleteCandidates() {
        return odd(INCOMPLETE);
    }

    private SqlText odd(SqlText kind) {
        return marks.and(ODD).and(kind).and(early.possible());
    }
}

package io.github.smtpfake.jdbc;

/**
 * What SQL knows about a condition: which messages may meet it, and which surely do. If both are the same, SQL decides; the
 * negation of a condition exchanges them.
 *
 * @param possible holds for every message that meets the condition, and perhaps for others
 * @param certain holds only for messages that meet the condition, and perhaps not for all of them
 * @param words accepts every message for which {@code possible} holds
 */
record Bounds(SqlText possible, SqlText certain, WordFilter words) {
    static final Bounds ALWAYS = exactly(SqlText.TRUE);
    static final Bounds NEVER = exactly(SqlText.FALSE);
    static final Bounds UNKNOWN = new Bounds(SqlText.TRUE, SqlText.FALSE);

    Bounds(SqlText possible, SqlText certain) {
        this(possible, certain, WordFilter.everything());
    }

    static Bounds exactly(SqlText sql) {
        return new Bounds(sql, sql);
    }

    static Bounds exactly(String sql, Object... parameters) {
        return exactly(SqlText.of(sql, parameters));
    }

    static Bounds atMost(String sql, Object... parameters) {
        return new Bounds(SqlText.of(sql, parameters), SqlText.FALSE);
    }

    Bounds and(Bounds other) {
        return new Bounds(possible.and(other.possible), certain.and(other.certain), words.and(other.words));
    }

    Bounds or(Bounds other) {
        if (equals(NEVER)) {
            return other;
        }
        return other.equals(NEVER)
                ? this
                : new Bounds(possible.or(other.possible), certain.or(other.certain), words.or(other.words));
    }

    /** Returns the same bounds for a condition that holds only for messages with a text in columns that have signatures. */
    Bounds containing(String text) {
        return new Bounds(possible, certain, words.and(WordFilter.containing(text)));
    }

    /** Returns the opposite; messages without certain words have nothing in common. */
    Bounds negate() {
        return new Bounds(certain.negate(), possible.negate());
    }

    boolean isExact() {
        return possible.equals(certain);
    }
}

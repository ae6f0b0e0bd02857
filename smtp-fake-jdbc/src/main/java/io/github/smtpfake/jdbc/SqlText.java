package io.github.smtpfake.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL with the values of its parameters. Immutable.
 *
 * @param operator the operator that joins the parts of a condition; empty if there is only one part
 */
record SqlText(String text, List<Object> parameters, String operator) {
    private static final String AND = " AND ";
    private static final String OR = " OR ";

    static final SqlText TRUE = of("TRUE");
    static final SqlText FALSE = of("FALSE");

    static SqlText of(String text, Object... parameters) {
        return new SqlText(text, List.of(parameters), "");
    }

    /** Returns this SQL followed by more. */
    SqlText then(String more, Object... values) {
        return then(of(more, values));
    }

    /** Returns this SQL followed by more. */
    SqlText then(SqlText more) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(more.parameters());
        return new SqlText(text + more.text(), List.copyOf(all), "");
    }

    SqlText and(SqlText other) {
        if (equals(TRUE) || other.equals(FALSE)) {
            return other;
        }
        return other.equals(TRUE) || equals(FALSE) ? this : join(AND, other);
    }

    SqlText or(SqlText other) {
        if (equals(FALSE) || other.equals(TRUE)) {
            return other;
        }
        return other.equals(FALSE) || equals(TRUE) ? this : join(OR, other);
    }

    /** Needs no parentheses between parts that have the same operator, because SQLite limits how deep they are nested. */
    private SqlText join(String joint, SqlText other) {
        SqlText joined = part(joint).then(joint).then(other.part(joint));
        return new SqlText(joined.text(), joined.parameters(), joint);
    }

    private SqlText part(String joint) {
        return operator.isEmpty() || operator.equals(joint) ? this : inParentheses();
    }

    /** Returns this condition as an operand of any operator. */
    SqlText inParentheses() {
        return of("(").then(this).then(")");
    }

    SqlText negate() {
        if (equals(TRUE)) {
            return FALSE;
        }
        return equals(FALSE) ? TRUE : of("(NOT ").then(inParentheses()).then(")");
    }
}

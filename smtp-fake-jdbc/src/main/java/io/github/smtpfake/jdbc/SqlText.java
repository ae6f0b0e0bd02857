package io.github.smtpfake.jdbc;

import java.util.ArrayList;
import java.util.List;

/** SQL with the values of its parameters. Immutable. */
record SqlText(String text, List<Object> parameters) {
    static final SqlText TRUE = of("TRUE");
    static final SqlText FALSE = of("FALSE");

    static SqlText of(String text, Object... parameters) {
        return new SqlText(text, List.of(parameters));
    }

    /** Returns this SQL followed by more. */
    SqlText then(String more, Object... values) {
        return then(of(more, values));
    }

    /** Returns this SQL followed by more. */
    SqlText then(SqlText more) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(more.parameters());
        return new SqlText(text + more.text(), List.copyOf(all));
    }

    SqlText and(SqlText other) {
        if (equals(TRUE) || other.equals(FALSE)) {
            return other;
        }
        return other.equals(TRUE) || equals(FALSE) ? this : join(" AND ", other);
    }

    SqlText or(SqlText other) {
        if (equals(FALSE) || other.equals(TRUE)) {
            return other;
        }
        return other.equals(FALSE) || equals(TRUE) ? this : join(" OR ", other);
    }

    private SqlText join(String operator, SqlText other) {
        return of("(").then(this).then(operator).then(other).then(")");
    }

    SqlText negate() {
        if (equals(TRUE)) {
            return FALSE;
        }
        return equals(FALSE) ? TRUE : of("(NOT ").then(this).then(")");
    }
}

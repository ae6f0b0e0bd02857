package io.github.smtpfake.rest.internal.json;

import java.util.Objects;

/** What was given as JSON is none, or not what was asked for; the message names the field and the fix. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field where the fault is, such as {@code then[0].reply}; empty for the whole */
    JsonException(String field, String fault) {
        super(field.isEmpty() ? "The JSON " + fault : field + ": " + fault, null, false, false);
        this.field = field;
    }

    /** Returns the reason, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns where the fault is, such as {@code then[0].reply}; empty for the whole. */
    public String field() {
        return field;
    }
}

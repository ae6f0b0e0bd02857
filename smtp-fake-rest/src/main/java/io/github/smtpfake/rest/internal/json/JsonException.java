package io.github.smtpfake.rest.internal.json;

import java.util.Objects;

/** Thrown if received JSON is malformed or has an unexpected value. The message names the field and the fix. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Creates an exception without a stack trace, because it is an answer and not a defect.
     *
     * @param field the path of the invalid value, such as {@code then[0].reply}; empty for the whole document
     * @param fault the rest of a sentence that begins with the field: "must be an object"
     */
    JsonException(String field, String fault) {
        super(field.isEmpty() ? "The JSON " + fault : field + ": " + fault, null, false, false);
        this.field = field;
    }

    /** Returns the reason, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns the path of the invalid value, such as {@code then[0].reply}; empty for the whole document. */
    public String field() {
        return field;
    }
}

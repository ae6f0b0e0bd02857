package io.github.smtpfake.internal.smtp.sasl;

import java.util.Objects;

/**
 * Thrown if a response violates the syntax of its mechanism; the message describes the violation in printable ASCII.
 */
public final class MalformedResponseException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String reason) {
        super(reason, null, false, false);
    }

    /** Returns the reason, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}

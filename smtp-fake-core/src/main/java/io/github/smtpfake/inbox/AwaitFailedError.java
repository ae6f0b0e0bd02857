package io.github.smtpfake.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a wait of an {@link Inbox} ends without the expected messages or session. The message of the error says what
 * was expected, and what happened instead.
 */
public final class AwaitFailedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable AwaitResult result;

    AwaitFailedError(String message, AwaitResult result) {
        super(message);
        this.result = result;
    }

    /**
     * Returns what the wait has seen.
     *
     * @throws IllegalStateException if this error was deserialized: the result is not serialized
     */
    public AwaitResult result() {
        if (result == null) {
            throw new IllegalStateException("A deserialized AwaitFailedError has no result");
        }
        return result;
    }
}

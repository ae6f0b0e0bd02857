package io.github.smtpfake.inbox;

import io.github.smtpfake.message.MessageQuery;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if an {@link Inbox} does not receive the expected messages or session. The message of the error describes the
 * expectation and the actual events.
 */
public final class AwaitFailedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable AwaitResult result;

    private final transient @Nullable MessageQuery query;

    AwaitFailedError(String message, MessageQuery query, AwaitResult result) {
        super(message);
        this.query = query;
        this.result = result;
    }

    /**
     * Returns the result of the wait.
     *
     * @throws IllegalStateException if this error was deserialized: the result is not serialized
     */
    public AwaitResult result() {
        if (result == null) {
            throw new IllegalStateException("A deserialized AwaitFailedError has no result");
        }
        return result;
    }

    /**
     * Returns the query of the inbox whose wait failed.
     *
     * @throws IllegalStateException if this error was deserialized: the query is not serialized
     */
    public MessageQuery query() {
        if (query == null) {
            throw new IllegalStateException("A deserialized AwaitFailedError has no query");
        }
        return query;
    }
}

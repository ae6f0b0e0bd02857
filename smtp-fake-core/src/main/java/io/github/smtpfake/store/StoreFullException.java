package io.github.smtpfake.store;

import java.util.Objects;

/** Thrown if a message does not fit even into an empty store. The server rejects the message with 452. */
public final class StoreFullException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the reason, including the exceeded limit
     */
    public StoreFullException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}

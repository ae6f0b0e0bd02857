package io.github.smtpfake.store;

import java.util.Objects;

/**
 * Thrown if a message does not fit even into an empty store, or the storage has no more space. The SMTP server answers 452,
 * and the HTTP API 507.
 */
public final class StoreFullException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the reason, such as the exceeded limit
     */
    public StoreFullException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}

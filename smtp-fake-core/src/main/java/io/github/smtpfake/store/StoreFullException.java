package io.github.smtpfake.store;

/** Thrown if a message does not fit even into an empty store. The server rejects the message with 452. */
public final class StoreFullException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the reason, including the exceeded limit
     */
    public StoreFullException(String message) {
        super(message);
    }
}

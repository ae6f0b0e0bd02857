package io.github.smtpfake.store;

/** A message cannot be kept at all, even after everything else is dropped; SMTP answers it with 452. */
public final class StoreFullException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message that names the bound. */
    public StoreFullException(String message) {
        super(message);
    }
}

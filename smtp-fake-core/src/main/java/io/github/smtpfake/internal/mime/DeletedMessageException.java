package io.github.smtpfake.internal.mime;

/** Thrown if the bytes of a message are needed, but the store has deleted the message in the meantime. */
public final class DeletedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public DeletedMessageException() {
        super("The message has been deleted from the store, so its content is no longer available");
    }
}

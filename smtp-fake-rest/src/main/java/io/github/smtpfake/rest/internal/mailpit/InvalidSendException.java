package io.github.smtpfake.rest.internal.mailpit;

/** Thrown if a message cannot be composed from a request. Its message is that of Mailpit. */
final class InvalidSendException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidSendException(String message) {
        super(message, null, false, false);
    }
}

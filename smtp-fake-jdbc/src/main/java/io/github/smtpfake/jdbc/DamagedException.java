package io.github.smtpfake.jdbc;

/** Thrown if a value of the file was not written by this application, or has changed since. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.github.smtpfake.jdbc;

import org.jspecify.annotations.Nullable;

/** Thrown if a value of the file was not written by this application, or has changed since. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

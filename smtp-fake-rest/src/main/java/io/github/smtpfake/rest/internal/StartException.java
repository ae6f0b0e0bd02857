package io.github.smtpfake.rest.internal;

import org.jspecify.annotations.Nullable;

/** Thrown if a server cannot start because of a port or a file. The message names the cause and the fix. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

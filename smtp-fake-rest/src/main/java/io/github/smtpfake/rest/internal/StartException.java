package io.github.smtpfake.rest.internal;

import org.jspecify.annotations.Nullable;

/** Thrown if a server cannot listen. The message names the port and the option that changes it. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.github.smtpfake.rest.internal.http;

import java.io.IOException;

/** A client sent a frame because of which its WebSocket must be closed. */
final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    private final CloseCode code;

    FrameException(CloseCode code) {
        super(code.reason());
        this.code = code;
    }

    CloseCode code() {
        return code;
    }
}

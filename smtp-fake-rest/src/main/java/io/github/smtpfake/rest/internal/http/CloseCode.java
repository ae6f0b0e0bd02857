package io.github.smtpfake.rest.internal.http;

/** Why a WebSocket is closed (RFC 6455, section 7.4.1). */
enum CloseCode {
    GOING_AWAY(1001, "The server is stopping"),
    PROTOCOL_ERROR(1002, "The frame violates RFC 6455"),
    INVALID_TEXT(1007, "The reason is not valid UTF-8"),
    TOO_LARGE(1009, "The message is too large"),
    SILENT(1011, "The client did not answer a ping"),
    TRY_AGAIN_LATER(1013, "The client reads too slowly, or the server lacks memory");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}

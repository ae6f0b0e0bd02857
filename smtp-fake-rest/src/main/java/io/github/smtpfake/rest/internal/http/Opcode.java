package io.github.smtpfake.rest.internal.http;

/** The meaning of a WebSocket frame (RFC 6455, section 5.2). */
enum Opcode {
    CONTINUATION(0),
    TEXT(1),
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    private static final int FIRST_CONTROL = 8;

    private final int value;

    Opcode(int value) {
        this.value = value;
    }

    /**
     * Returns the opcode with this value.
     *
     * @throws FrameException if there is none
     */
    static Opcode of(int value) throws FrameException {
        for (Opcode opcode : values()) {
            if (opcode.value == value) {
                return opcode;
            }
        }
        throw new FrameException(CloseCode.PROTOCOL_ERROR);
    }

    int value() {
        return value;
    }

    boolean isControl() {
        return value >= FIRST_CONTROL;
    }
}

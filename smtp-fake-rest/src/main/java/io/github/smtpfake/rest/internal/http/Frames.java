package io.github.smtpfake.rest.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Creates the WebSocket frames of a server, which are neither masked nor fragmented (RFC 6455, section 5.2). */
final class Frames {
    private static final int FINAL = 0x80;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MAX_TWO_BYTES = 0xFFFF;
    private static final int MAX_HEAD = 10;
    private static final byte[] EMPTY = {};

    private Frames() {}

    static ByteBuffer text(String text) {
        return of(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuffer ping() {
        return of(Opcode.PING, EMPTY);
    }

    /** Returns the answer to a ping with this payload. */
    static ByteBuffer pong(byte[] payload) {
        return of(Opcode.PONG, payload);
    }

    static ByteBuffer close(CloseCode code) {
        byte[] reason = code.reason().getBytes(StandardCharsets.UTF_8);
        return of(
                Opcode.CLOSE,
                ByteBuffer.allocate(2 + reason.length)
                        .putShort((short) code.code())
                        .put(reason)
                        .array());
    }

    /** Returns the answer to a close frame with this payload, which begins with a code unless it is empty. */
    static ByteBuffer closeReply(byte[] payload) {
        return of(Opcode.CLOSE, payload.length < 2 ? EMPTY : new byte[] {payload[0], payload[1]});
    }

    private static ByteBuffer of(Opcode opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(MAX_HEAD + payload.length);
        frame.put((byte) (FINAL | opcode.value()));
        if (payload.length <= SHORT) {
            frame.put((byte) payload.length);
        } else if (payload.length <= MAX_TWO_BYTES) {
            frame.put((byte) TWO_BYTES).putShort((short) payload.length);
        } else {
            frame.put((byte) EIGHT_BYTES).putLong(payload.length);
        }
        return frame.put(payload).flip();
    }
}

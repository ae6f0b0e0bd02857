package io.github.smtpfake.rest.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the WebSocket frames of a client (RFC 6455, section 5). It keeps the payload of control frames, which are short, and
 * discards all messages. Used by one thread at a time.
 */
final class FrameReader {
    /** The maximum size of a message, in bytes, also if it is fragmented. */
    static final int MAX_MESSAGE = 64 * 1024;

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int MAX_CONTROL = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MAX_TWO_BYTES = 0xFFFF;
    private static final int KEY = 4;
    private static final int MAX_HEAD = 2 + 8 + KEY;

    private final Receiver receiver;
    private final byte[] head = new byte[MAX_HEAD];
    private int headBytes;
    private int headLength = 2;
    private Opcode opcode = Opcode.CONTINUATION;
    private byte[] control = {};
    private long payloadLeft;
    private boolean inMessage;
    private long messageBytes;
    private boolean closed;

    /** Receives what a client sends. */
    interface Receiver {

        /** Called after each complete frame. */
        void frame();

        /** Called for each ping, with its payload. */
        void ping(byte[] payload) throws IOException;

        /** Called for the close frame, with its valid payload. No frame follows. */
        void close(byte[] payload) throws IOException;
    }

    FrameReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Reads the next bytes of a client. Ignores those after a close frame.
     *
     * @throws FrameException if a frame is invalid or a message too large; nothing may be read afterwards
     */
    void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && !closed) {
            if (headBytes < headLength) {
                readHead(bytes);
            } else {
                readPayload(bytes);
            }
            if (headBytes == headLength && payloadLeft == 0) {
                endFrame();
            }
        }
    }

    private void readHead(ByteBuffer bytes) throws FrameException {
        while (bytes.hasRemaining() && headBytes < headLength) {
            head[headBytes++] = bytes.get();
            if (headBytes == 1) {
                checkKind(head[0]);
            } else if (headBytes == 2) {
                headLength = lengthOfHead(head[1]);
            }
        }
        if (headBytes == headLength) {
            beginPayload();
        }
    }

    private void checkKind(int first) throws FrameException {
        opcode = Opcode.of(first & OPCODE);
        // Reserved bits belong to extensions, of which the server offers none.
        boolean isValid = (first & RESERVED) == 0
                && (opcode.isControl() ? isFinal() : inMessage == (opcode == Opcode.CONTINUATION));
        if (!isValid) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR);
        }
    }

    private boolean isFinal() {
        return (head[0] & FINAL) != 0;
    }

    private int lengthOfHead(int second) throws FrameException {
        int length = second & LENGTH;
        if ((second & MASKED) == 0 || opcode.isControl() && length > MAX_CONTROL) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR);
        }
        return 2 + KEY + (length == TWO_BYTES ? 2 : length == EIGHT_BYTES ? 8 : 0);
    }

    private void beginPayload() throws FrameException {
        payloadLeft = payloadLength();
        if (opcode.isControl()) {
            control = new byte[(int) payloadLeft];
            return;
        }
        messageBytes += payloadLeft;
        if (messageBytes > MAX_MESSAGE) {
            throw new FrameException(CloseCode.TOO_LARGE);
        }
    }

    private long payloadLength() throws FrameException {
        int length = head[1] & LENGTH;
        if (length < TWO_BYTES) {
            return length;
        }
        ByteBuffer extended = ByteBuffer.wrap(head, 2, 8);
        long value = length == TWO_BYTES ? Short.toUnsignedInt(extended.getShort()) : extended.getLong();
        boolean isMinimal = value > (length == TWO_BYTES ? MAX_CONTROL : MAX_TWO_BYTES);
        if (!isMinimal) {
            // Also a negative number, whose highest bit must be 0.
            throw new FrameException(CloseCode.PROTOCOL_ERROR);
        }
        return value;
    }

    private void readPayload(ByteBuffer bytes) {
        int count = (int) Math.min(bytes.remaining(), payloadLeft);
        if (opcode.isControl()) {
            int position = control.length - (int) payloadLeft;
            for (int i = position; i < position + count; i++) {
                control[i] = (byte) (bytes.get() ^ head[headLength - KEY + i % KEY]);
            }
        } else {
            bytes.position(bytes.position() + count);
        }
        payloadLeft -= count;
    }

    private void endFrame() throws IOException {
        headBytes = 0;
        headLength = 2;
        receiver.frame();
        switch (opcode) {
            case PING -> receiver.ping(control);
            case PONG -> {}
            case CLOSE -> {
                checkClose(control);
                closed = true;
                receiver.close(control);
            }
            case CONTINUATION, TEXT, BINARY -> {
                inMessage = !isFinal();
                if (!inMessage) {
                    messageBytes = 0;
                }
            }
        }
    }

    private static void checkClose(byte[] payload) throws FrameException {
        if (payload.length == 0) {
            return;
        }
        if (payload.length == 1 || !isCloseCode(ByteBuffer.wrap(payload).getShort())) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
        } catch (CharacterCodingException e) {
            throw new FrameException(CloseCode.INVALID_TEXT);
        }
    }

    /** Returns whether a client may send this code: those of RFC 6455, those registered since, and private ones. */
    private static boolean isCloseCode(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}

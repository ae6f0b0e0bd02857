package io.github.smtpfake.internal.protocol;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a message up to its end, which only CRLF.CRLF is, and removes the dot that transparency added to a
 * line (RFC 5321, 4.5.2). Everything else stays as it was sent: a bare CR or LF neither ends a line nor is changed.
 */
public final class DataReader {
    private static final int FIRST_CAPACITY = 4 * 1024;
    private static final int KEPT_CAPACITY = 64 * 1024;

    /** Where in the text the reader stands, which outlives the edge of a buffer. */
    private enum At {
        LINE_START,
        IN_LINE,
        /** Behind a CR that may become a CRLF. */
        AFTER_CR,
        /** Behind a dot that began a line; it is held back. */
        AFTER_DOT,
        /** Behind a dot that began a line, and CR; both are held back. */
        AFTER_DOT_CR,
        END
    }

    private final WireInput input;
    private final long maxSize;
    private byte[] text = new byte[FIRST_CAPACITY];
    private long size;

    public DataReader(WireInput input, long maxSize) {
        this.input = input;
        this.maxSize = maxSize;
    }

    /** Returns what came, or null if the stream ended before the text did. */
    public @Nullable Body read() throws IOException {
        size = 0;
        At at = At.LINE_START;
        while (input.fill()) {
            at = consume(at);
            if (at == At.END) {
                return size > maxSize ? new Body.TooLarge() : new Body.Complete(takeText());
            }
        }
        return null;
    }

    /** The buffer is kept for the next message, unless a large one has made it large. */
    private byte[] takeText() {
        byte[] taken = Arrays.copyOf(text, (int) size);
        if (text.length > KEPT_CAPACITY) {
            text = new byte[FIRST_CAPACITY];
        }
        return taken;
    }

    /** Takes what is in the buffer, up to the end of the text. */
    private At consume(At start) {
        byte[] buffer = input.buffer;
        At at = start;
        while (at != At.END && input.position < input.limit) {
            byte octet = buffer[input.position];
            switch (at) {
                case LINE_START -> {
                    if (octet == '.') {
                        input.position++;
                        at = At.AFTER_DOT;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case AFTER_DOT -> {
                    if (octet == '\r') {
                        input.position++;
                        at = At.AFTER_DOT_CR;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case AFTER_DOT_CR -> {
                    if (octet == '\n') {
                        input.position++;
                        at = At.END;
                    } else {
                        append('\r');
                        at = At.AFTER_CR;
                    }
                }
                case AFTER_CR -> {
                    if (octet == '\n') {
                        append('\n');
                        input.position++;
                        at = At.LINE_START;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case IN_LINE -> at = appendUntilLineEnd();
                case END -> throw new IllegalStateException("The loop ends here");
            }
        }
        return at;
    }

    /** Appends in blocks, as most of a message is far from any line end. */
    private At appendUntilLineEnd() {
        byte[] buffer = input.buffer;
        int start = input.position;
        int limit = input.limit;
        int i = start;
        while (i < limit && buffer[i] != '\r') {
            i++;
        }
        if (i < limit) {
            i++;
            append(buffer, start, i - start);
            input.position = i;
            return At.AFTER_CR;
        }
        append(buffer, start, limit - start);
        input.position = limit;
        return At.IN_LINE;
    }

    private void append(char octet) {
        if (size < maxSize) {
            ensureRoom(1);
            text[(int) size] = (byte) octet;
        }
        size++;
    }

    private void append(byte[] from, int start, int length) {
        if (size + length <= maxSize) {
            ensureRoom(length);
            System.arraycopy(from, start, text, (int) size, length);
        }
        size += length;
    }

    private void ensureRoom(int more) {
        if (size + more > text.length) {
            long doubled = Math.max(size + more, 2L * text.length);
            text = Arrays.copyOf(text, (int) Math.min(doubled, Math.max(maxSize, size + more)));
        }
    }
}

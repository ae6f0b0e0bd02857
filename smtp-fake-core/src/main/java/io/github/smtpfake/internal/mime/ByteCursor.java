package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads the bytes of a message at any position, without copying them. Not thread-safe. */
final class ByteCursor {
    private final RawMessage raw;
    private final int size;
    private Window window = new Window(new byte[0], 0, 0, 0);

    /** @param raw a message whose bytes are on the heap */
    ByteCursor(RawMessage raw) {
        this.raw = raw;
        this.size = raw.keptSize();
    }

    int size() {
        return size;
    }

    byte at(int position) {
        if (position < window.start() || position >= window.end()) {
            window = raw.window(position);
        }
        return window.bytes()[window.index(position)];
    }

    /** Returns the position of the first CR or LF from a position on, or the size if there is none. */
    int lineEnd(int start) {
        int position = start;
        while (position < size && at(position) != '\r' && at(position) != '\n') {
            position++;
        }
        return position;
    }

    /** Returns the bytes of a range, one character for each. */
    String text(int start, int end) {
        byte[] bytes = new byte[end - start];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = at(start + i);
        }
        return new String(bytes, ISO_8859_1);
    }

    /** Copies bytes as far as they are in one block. Returns their number. */
    int copy(int start, int end, byte[] target, int offset) {
        at(start);
        int count = Math.min(end, window.end()) - start;
        System.arraycopy(window.bytes(), window.index(start), target, offset, count);
        return count;
    }
}

package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * The octets from the client, buffered. One buffer serves commands and message text, so that nothing is lost between. It
 * is small until a client sends more at a time, as ten thousand idle ones would otherwise hold hundreds of megabytes:
 * this much on the heap, and as much again outside of it in the JDK's socket.
 */
public final class WireInput {
    private static final int FIRST_CAPACITY = 2 * 1024;
    private static final int FULL_CAPACITY = 16 * 1024;

    private final InputStream in;
    byte[] buffer = new byte[FIRST_CAPACITY];
    int position;
    int limit;

    public WireInput(InputStream in) {
        this.in = in;
    }

    /** Drops what was sent and not yet read. */
    public void dropBuffered() {
        position = 0;
        limit = 0;
    }

    /** Returns whether octets that were sent already wait to be read. */
    public boolean hasBuffered() {
        return position < limit;
    }

    /** Makes sure that there is an octet in the buffer; returns false at the end of the stream. */
    public boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        if (limit == buffer.length && limit < FULL_CAPACITY) {
            buffer = new byte[FULL_CAPACITY];
        }
        position = 0;
        limit = 0;
        int count = in.read(buffer, 0, buffer.length);
        if (count <= 0) {
            return false;
        }
        limit = count;
        return true;
    }

    /** Returns the index of the next line feed in the buffer, or -1. */
    int indexOfLineFeed() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}

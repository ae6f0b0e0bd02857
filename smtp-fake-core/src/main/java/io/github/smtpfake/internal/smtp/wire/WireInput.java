package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes from the client, buffered. Commands and messages share one buffer, so that no byte is lost between them.
 * The buffer is small until a client sends more at a time. Otherwise ten thousand idle clients would occupy hundreds of
 * megabytes, half of them on the heap and half in the sockets of the JDK.
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

    /** Drops the bytes that have not been read yet. */
    public void dropBuffered() {
        position = 0;
        limit = 0;
    }

    /** Returns whether bytes have arrived that have not been read yet. */
    public boolean hasBuffered() {
        return position < limit;
    }

    /** Ensures that the buffer has at least one byte; returns false at the end of the stream. */
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

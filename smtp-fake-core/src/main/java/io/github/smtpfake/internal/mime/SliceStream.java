package io.github.smtpfake.internal.mime;

import java.io.InputStream;
import java.util.Objects;

/** Reads a range of a message without copying its bytes. Not thread-safe. */
final class SliceStream extends InputStream {
    private static final Window NONE = new Window(new byte[0], 0, 0, 0);

    private final RawMessage raw;
    private final int end;
    private int position;
    private Window window = NONE;

    /** @param raw a message whose bytes are on the heap */
    SliceStream(RawMessage raw, int start, int end) {
        this.raw = raw;
        this.position = start;
        this.end = end;
    }

    /** Finds the window of the current position. Returns false at the end. */
    private boolean hasNext() {
        if (position >= end) {
            return false;
        }
        if (position >= window.end() || position < window.start()) {
            window = raw.window(position);
        }
        return true;
    }

    @Override
    public int read() {
        return hasNext() ? window.bytes()[window.index(position++)] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        int count = Math.min(length, Math.min(end, window.end()) - position);
        System.arraycopy(window.bytes(), window.index(position), target, offset, count);
        position += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += (int) skipped;
        return skipped;
    }

    @Override
    public int available() {
        return end - position;
    }
}

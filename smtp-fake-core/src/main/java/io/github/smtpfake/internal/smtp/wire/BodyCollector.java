package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Problem;
import java.util.List;

/**
 * Collects a message or chunk. If it is too large, or memory is short, all bytes are dropped immediately to free the
 * memory for others, and the rest is only counted.
 */
final class BodyCollector {
    private final ByteBlocks blocks = new ByteBlocks();
    private long limit;
    private long size;
    private boolean outOfMemory;

    /** Starts a new body that is kept up to the given size in bytes. */
    void begin(long largestSize) {
        blocks.clear();
        limit = largestSize;
        size = 0;
        outOfMemory = false;
    }

    void append(byte[] from, int start, int length) {
        size += length;
        if (size > limit) {
            blocks.clear();
        } else if (!outOfMemory && !blocks.append(from, start, length)) {
            dropForLackOfMemory();
        }
    }

    void append(char b) {
        size++;
        if (size > limit) {
            blocks.clear();
        } else if (!outOfMemory && !blocks.append(b)) {
            dropForLackOfMemory();
        }
    }

    private void dropForLackOfMemory() {
        blocks.release();
        outOfMemory = true;
    }

    /** Returns how many bytes have been appended, whether or not they are kept. */
    long size() {
        return size;
    }

    /** Returns the complete body, or why it was not kept. */
    Body end(List<Problem> problems) {
        if (size > limit) {
            return new Body.TooLarge();
        }
        RawMessage bytes = outOfMemory ? null : blocks.take();
        return bytes == null ? new Body.OutOfMemory() : new Body.Complete(bytes, problems);
    }
}

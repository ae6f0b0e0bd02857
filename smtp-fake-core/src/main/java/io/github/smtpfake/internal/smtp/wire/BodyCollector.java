package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Problem;
import java.util.List;

/**
 * Collects what is kept of a message or chunk. If it is too large, or memory is short, all bytes are dropped immediately
 * to free the memory for others, and the rest is only counted.
 */
final class BodyCollector {
    private final BodySink sink;
    private long limit;
    private long size;
    private boolean outOfMemory;

    BodyCollector(Kept kept) {
        this.sink = kept.newSink();
    }

    /** Starts a body that begins a message and is kept up to the given size in bytes. */
    void beginMessage(long largestSize) {
        sink.beginMessage();
        begin(largestSize);
    }

    /** Starts a body that continues a message and is kept up to the given size in bytes. */
    void begin(long largestSize) {
        sink.clear();
        limit = largestSize;
        size = 0;
        outOfMemory = false;
    }

    void append(byte[] from, int start, int length) {
        size += length;
        if (size > limit) {
            sink.clear();
        } else if (!outOfMemory && !sink.append(from, start, length)) {
            dropForLackOfMemory();
        }
    }

    void append(char b) {
        size++;
        if (size > limit) {
            sink.clear();
        } else if (!outOfMemory && !sink.append(b)) {
            dropForLackOfMemory();
        }
    }

    private void dropForLackOfMemory() {
        sink.release();
        outOfMemory = true;
    }

    /** Gives the memory of the last body back, because it was answered. */
    void settle() {
        sink.settle();
    }

    /** Gives all memory back. */
    void close() {
        sink.release();
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
        RawMessage bytes = outOfMemory ? null : sink.take();
        return bytes == null
                ? new Body.OutOfMemory()
                : new Body.Complete(bytes, problems, sink.lint(), sink.memoryOfTaken());
    }
}

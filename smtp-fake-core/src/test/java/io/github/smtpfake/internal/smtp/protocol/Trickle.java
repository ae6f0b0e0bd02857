package io.github.smtpfake.internal.smtp.protocol;

import java.io.InputStream;
import java.util.function.IntUnaryOperator;

/** A stream that returns its bytes in pieces, like a network. */
public final class Trickle extends InputStream {
    private final byte[] bytes;
    private final IntUnaryOperator nextSize;
    private int position;

    /** @param nextSize returns the size of the next piece for a position in the stream; at least one byte is returned */
    public Trickle(byte[] bytes, IntUnaryOperator nextSize) {
        this.bytes = bytes;
        this.nextSize = nextSize;
    }

    public static Trickle byteByByte(byte[] bytes) {
        return new Trickle(bytes, position -> 1);
    }

    /** Returns a stream of two pieces, the first of the given size. */
    public static Trickle splitAt(byte[] bytes, int split) {
        return new Trickle(bytes, position -> position < split ? split - position : bytes.length);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Reads are in blocks");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (position == bytes.length) {
            return -1;
        }
        int wanted = Math.max(1, nextSize.applyAsInt(position));
        int count = Math.min(Math.min(wanted, length), bytes.length - position);
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        return count;
    }
}

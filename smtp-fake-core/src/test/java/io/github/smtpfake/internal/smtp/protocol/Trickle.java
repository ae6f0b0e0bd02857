package io.github.smtpfake.internal.smtp.protocol;

import java.io.InputStream;
import java.util.function.IntUnaryOperator;

/** A stream that gives its octets in pieces, as a network may. */
public final class Trickle extends InputStream {
    private final byte[] octets;
    private final IntUnaryOperator nextSize;
    private int position;

    /** @param nextSize how many octets to give, by the position in the stream; at least one is given */
    public Trickle(byte[] octets, IntUnaryOperator nextSize) {
        this.octets = octets;
        this.nextSize = nextSize;
    }

    public static Trickle byteByByte(byte[] octets) {
        return new Trickle(octets, position -> 1);
    }

    /** Two pieces, the first of which has so many octets. */
    public static Trickle splitAt(byte[] octets, int split) {
        return new Trickle(octets, position -> position < split ? split - position : octets.length);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Reads are in blocks");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (position == octets.length) {
            return -1;
        }
        int wanted = Math.max(1, nextSize.applyAsInt(position));
        int count = Math.min(Math.min(wanted, length), octets.length - position);
        System.arraycopy(octets, position, buffer, offset, count);
        position += count;
        return count;
    }
}

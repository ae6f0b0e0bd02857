package io.github.smtpfake.internal.mime;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bytes of a message as they were sent. The bytes of a large message are kept in blocks, because arrays of half a
 * megabyte or more are expensive for garbage collectors. Immutable and thread-safe.
 */
public final class RawMessage {
    /** Kept outside the list, because most messages have only one block and need no list. */
    private final byte[] first;

    private final List<byte[]> others;
    private final int size;

    private RawMessage(byte[] first, List<byte[]> others) {
        this.first = first;
        this.others = others;
        long sum = first.length;
        for (byte[] block : others) {
            sum += block.length;
        }
        this.size = Math.toIntExact(sum);
    }

    /** Wraps bytes. They are not copied, so the caller must not change them afterwards. */
    public static RawMessage of(byte[] bytes) {
        return new RawMessage(bytes, List.of());
    }

    /**
     * Wraps consecutive blocks of bytes. They are not copied, so the caller must not change them afterwards.
     *
     * @throws ArithmeticException if the blocks have more than {@link Integer#MAX_VALUE} bytes in total
     */
    public static RawMessage of(List<byte[]> blocks) {
        return blocks.isEmpty()
                ? of(new byte[0])
                : new RawMessage(blocks.get(0), List.copyOf(blocks.subList(1, blocks.size())));
    }

    /** Returns the number of bytes. */
    public int size() {
        return size;
    }

    /** Returns a copy of the bytes. */
    public byte[] toArray() {
        byte[] all = Arrays.copyOf(first, size);
        int position = first.length;
        for (byte[] block : others) {
            System.arraycopy(block, 0, all, position, block.length);
            position += block.length;
        }
        return all;
    }

    /** Returns a stream over the bytes, without copying them. */
    public InputStream newInputStream() {
        InputStream bytes = new ByteArrayInputStream(first);
        if (others.isEmpty()) {
            return bytes;
        }
        Stream<InputStream> rest = others.stream().map(ByteArrayInputStream::new);
        return new SequenceInputStream(
                Collections.enumeration(Stream.concat(Stream.of(bytes), rest).toList()));
    }

    /**
     * Returns the bytes in one array, which the caller must not change. The array is a copy only if the bytes are in
     * several blocks.
     */
    public byte[] contiguous() {
        return others.isEmpty() ? first : toArray();
    }
}

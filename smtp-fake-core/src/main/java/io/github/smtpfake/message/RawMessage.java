package io.github.smtpfake.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bytes of a message as they were sent. Those of a large one are kept in blocks: the collectors of the JVM treat an
 * array of half a megabyte and more with much more effort than the same bytes in pieces. Immutable and thread-safe.
 */
public final class RawMessage {
    /** By itself, as most messages have no other: that saves each of them a list. */
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

    /** Makes it of bytes, which are not copied, so that they must not be changed afterwards. */
    public static RawMessage of(byte[] bytes) {
        return new RawMessage(bytes, List.of());
    }

    /**
     * Makes it of blocks in their order, which are not copied, so that they must not be changed afterwards.
     *
     * @throws ArithmeticException if they are more than {@link Integer#MAX_VALUE} bytes
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

    /** Returns the bytes as a stream and without a copy. */
    public InputStream newInputStream() {
        InputStream bytes = new ByteArrayInputStream(first);
        if (others.isEmpty()) {
            return bytes;
        }
        Stream<InputStream> rest = others.stream().map(ByteArrayInputStream::new);
        return new SequenceInputStream(
                Collections.enumeration(Stream.concat(Stream.of(bytes), rest).toList()));
    }

    /** Returns the bytes in one array, which must not be changed: it is a copy only where they are in several blocks. */
    byte[] contiguous() {
        return others.isEmpty() ? first : toArray();
    }
}

package io.github.smtpfake.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/**
 * The bytes of a message as they were sent. Those of a large one are kept in blocks: the collectors of the JVM treat an
 * array of half a megabyte and more with much more effort than the same bytes in pieces. Immutable and thread-safe.
 */
public final class RawMessage {
    private final List<byte[]> blocks;
    private final int size;

    private RawMessage(List<byte[]> blocks) {
        this.blocks = blocks;
        long sum = 0;
        for (byte[] block : blocks) {
            sum += block.length;
        }
        this.size = Math.toIntExact(sum);
    }

    /** Makes it of bytes, which are not copied, so that they must not be changed afterwards. */
    public static RawMessage of(byte[] bytes) {
        return new RawMessage(List.of(bytes));
    }

    /**
     * Makes it of blocks in their order, which are not copied, so that they must not be changed afterwards.
     *
     * @throws ArithmeticException if they are more than {@link Integer#MAX_VALUE} bytes
     */
    public static RawMessage of(List<byte[]> blocks) {
        return new RawMessage(List.copyOf(blocks));
    }

    /** Returns the number of bytes. */
    public int size() {
        return size;
    }

    /** Returns a copy of the bytes. */
    public byte[] toArray() {
        byte[] all = new byte[size];
        int position = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, all, position, block.length);
            position += block.length;
        }
        return all;
    }

    /** Returns the bytes as a stream and without a copy. */
    public InputStream open() {
        if (blocks.size() == 1) {
            return new ByteArrayInputStream(blocks.get(0));
        }
        return new SequenceInputStream(Collections.enumeration(
                blocks.stream().map(ByteArrayInputStream::new).toList()));
    }

    /** Returns the bytes in one array, which must not be changed: it is a copy only where they are in several blocks. */
    byte[] contiguous() {
        return blocks.size() == 1 ? blocks.get(0) : toArray();
    }
}

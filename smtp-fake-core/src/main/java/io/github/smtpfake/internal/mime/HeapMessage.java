package io.github.smtpfake.internal.mime;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bytes of a message on the heap. Those of a large message are kept in blocks, because arrays of half a megabyte or
 * more are expensive for garbage collectors.
 */
final class HeapMessage implements RawMessage {
    /** Kept outside the list, because most messages have only one block and need no list. */
    private final byte[] first;

    private final List<byte[]> others;
    private final int size;

    HeapMessage(byte[] first, List<byte[]> others) {
        this.first = first;
        this.others = others;
        long sum = first.length;
        for (byte[] block : others) {
            sum += block.length;
        }
        this.size = Math.toIntExact(sum);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public byte[] toArray() {
        byte[] all = Arrays.copyOf(first, size);
        int position = first.length;
        for (byte[] block : others) {
            System.arraycopy(block, 0, all, position, block.length);
            position += block.length;
        }
        return all;
    }

    @Override
    public byte[] beginning() {
        return first;
    }

    @Override
    public byte[] contiguous() {
        return others.isEmpty() ? first : toArray();
    }

    @Override
    public InputStream newInputStream() {
        InputStream bytes = new ByteArrayInputStream(first);
        if (others.isEmpty()) {
            return bytes;
        }
        Stream<InputStream> rest = others.stream().map(ByteArrayInputStream::new);
        return new SequenceInputStream(
                Collections.enumeration(Stream.concat(Stream.of(bytes), rest).toList()));
    }
}

package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.mime.RawMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes in a growing list of blocks. The blocks become part of the message, so that a large message is not
 * copied; the block of a small message is reused for the next message.
 */
public final class ByteBlocks implements BodySink {
    private static final int SMALLEST_BLOCK = 4 * 1024;
    private static final int LARGEST_FIRST_BLOCK = 64 * 1024;
    private static final byte[] NO_BLOCK = {};

    private final List<byte[]> full = new ArrayList<>(0);
    private int sizeOfFull;
    private byte[] block = NO_BLOCK;
    private int used;
    private int firstBlock = SMALLEST_BLOCK;

    @Override
    public void beginMessage() {
        clear();
    }

    @Override
    public boolean append(byte[] from, int start, int length) {
        int position = start;
        int end = start + length;
        while (position < end) {
            if (!hasRoom()) {
                return false;
            }
            int count = Math.min(end - position, block.length - used);
            System.arraycopy(from, position, block, used, count);
            used += count;
            position += count;
        }
        return true;
    }

    /** Appends a message; returns false if there was not enough memory. */
    public boolean append(RawMessage message) {
        byte[] bytes = message.toArray();
        return append(bytes, 0, bytes.length);
    }

    @Override
    public boolean append(char b) {
        if (!hasRoom()) {
            return false;
        }
        block[used++] = (byte) b;
        return true;
    }

    /** Returns whether a byte fits, after adding a block if the last one is full. */
    private boolean hasRoom() {
        return used < block.length || addBlock();
    }

    private boolean addBlock() {
        int size = Math.max(firstBlock, Math.min(sizeOfFull + used, MemoryReserve.BLOCK));
        byte[] added = MemoryReserve.allocateBlock(size);
        if (added == null) {
            return false;
        }
        if (used > 0) {
            full.add(block);
            sizeOfFull += used;
        }
        block = added;
        used = 0;
        return true;
    }

    @Override
    @Nullable
    public RawMessage take() {
        byte[] last = MemoryReserve.allocate(used);
        RawMessage message = last == null ? null : takeWith(last);
        clear();
        return message;
    }

    private RawMessage takeWith(byte[] last) {
        System.arraycopy(block, 0, last, 0, used);
        if (full.isEmpty()) {
            return RawMessage.of(last);
        }
        full.add(last);
        return RawMessage.of(full);
    }

    /** Drops all bytes. The next message will probably be about as long as this one. */
    @Override
    public void clear() {
        if (!full.isEmpty()) {
            firstBlock = Math.min(sizeOfFull + used, LARGEST_FIRST_BLOCK);
            full.clear();
            block = NO_BLOCK;
        }
        sizeOfFull = 0;
        used = 0;
    }

    @Override
    public void release() {
        clear();
        block = NO_BLOCK;
    }
}

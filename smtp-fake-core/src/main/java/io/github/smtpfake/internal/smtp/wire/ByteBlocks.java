package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.MemoryReserve;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes in a growing list of blocks. The blocks become part of the message, so that a large message is not
 * copied; the block of a small message is reused for the next message. All memory but the smallest block is reserved in the
 * budget, also that of a message that was taken, until {@link #settle}.
 */
public final class ByteBlocks implements BodySink {
    private static final int SMALLEST_BLOCK = 4 * 1024;
    private static final int LARGEST_FIRST_BLOCK = 64 * 1024;
    private static final int COPIED_AT_ONCE = 16 * 1024;
    private static final byte[] NO_BLOCK = {};

    /** The memory of the blocks that this uses. */
    private final Reservation memory = MemoryBudget.ofJvm().newReservation();
    /** The memory of the blocks that became part of the message that was taken last. */
    private final Reservation memoryOfTaken = MemoryBudget.ofJvm().newReservation();

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
        byte[] bytes = message.beginning();
        return bytes.length == message.keptSize() ? append(bytes, 0, bytes.length) : append(message.newInputStream());
    }

    /** Copies in small steps, so that the message is not in memory once more. */
    private boolean append(InputStream message) {
        byte[] step = new byte[COPIED_AT_ONCE];
        try {
            for (int count = message.read(step); count >= 0; count = message.read(step)) {
                if (!append(step, 0, count)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The bytes are on the heap", e);
        }
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
        byte[] added = isFree(size) ? MemoryReserve.allocateBlock(size) : null;
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

    /** Returns whether the budget has room for a block. The smallest one counts as a part of its connection. */
    private boolean isFree(int size) {
        return sizeOfFull + used == 0 && size == SMALLEST_BLOCK || memory.tryGrow(size);
    }

    @Override
    @Nullable
    public RawMessage take() {
        byte[] last = MemoryReserve.allocate(used);
        RawMessage message = last == null ? null : takeWith(last);
        if (message != null && !full.isEmpty()) {
            memory.moveTo(memoryOfTaken);
        }
        drop();
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

    @Override
    public Reservation memoryOfTaken() {
        return memoryOfTaken;
    }

    @Override
    public void clear() {
        drop();
        settle();
    }

    /** Drops all bytes. The next message will probably be about as long as this one. */
    private void drop() {
        if (!full.isEmpty()) {
            firstBlock = Math.min(sizeOfFull + used, LARGEST_FIRST_BLOCK);
            full.clear();
            block = NO_BLOCK;
        }
        sizeOfFull = 0;
        used = 0;
    }

    @Override
    public void settle() {
        memoryOfTaken.close();
        if (full.isEmpty() && used == 0) {
            memory.shrinkTo(block.length);
        }
    }

    @Override
    public void release() {
        clear();
        block = NO_BLOCK;
        memory.close();
    }
}

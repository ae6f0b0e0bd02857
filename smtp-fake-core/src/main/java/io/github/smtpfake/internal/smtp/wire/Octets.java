package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.mime.RawMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Octets that come in pieces. Room is added in blocks, which the text keeps, so that a large one is not copied; the block
 * of a small one serves for the next. Where memory does not suffice everything is dropped at once, so that others have
 * it.
 */
public final class Octets {
    private static final int SMALLEST_BLOCK = 4 * 1024;
    private static final int LARGEST_KEPT = 64 * 1024;

    /** With its header no more than a quarter of a megabyte, of which a collector's region has a whole number. */
    static final int LARGEST_BLOCK = 256 * 1024 - 32;

    private static final byte[] NO_BLOCK = {};

    private final List<byte[]> full = new ArrayList<>(0);
    private int sizeOfFull;
    private byte[] block = NO_BLOCK;
    private int used;
    private int expected = SMALLEST_BLOCK;
    private boolean lost;

    public void append(byte[] from, int start, int length) {
        int position = start;
        int end = start + length;
        while (position < end && hasRoom()) {
            int count = Math.min(end - position, block.length - used);
            System.arraycopy(from, position, block, used, count);
            used += count;
            position += count;
        }
    }

    public void append(RawMessage octets) {
        byte[] bytes = octets.toArray();
        append(bytes, 0, bytes.length);
    }

    public void append(char octet) {
        if (hasRoom()) {
            block[used++] = (byte) octet;
        }
    }

    /** Adds a block where the last one is full. */
    private boolean hasRoom() {
        if (used == block.length && !lost) {
            try {
                nextBlock();
            } catch (OutOfMemoryError e) {
                lose();
            }
        }
        return !lost;
    }

    private void lose() {
        clear();
        block = NO_BLOCK;
        lost = true;
    }

    private void nextBlock() {
        Headroom.require();
        if (used > 0) {
            full.add(block);
            sizeOfFull += used;
        }
        block = new byte[Math.max(expected, Math.min(sizeOfFull, LARGEST_BLOCK))];
        used = 0;
    }

    /** Returns all that was appended, or null if memory did not suffice, and begins anew. */
    @Nullable
    public RawMessage take() {
        RawMessage taken = null;
        if (!lost) {
            try {
                taken = taken();
            } catch (OutOfMemoryError e) {
                lose();
            }
        }
        clear();
        return taken;
    }

    private RawMessage taken() {
        byte[] last = Arrays.copyOf(block, used);
        if (full.isEmpty()) {
            return RawMessage.of(last);
        }
        full.add(last);
        return RawMessage.of(full);
    }

    /** Begins anew. The next text will likely be as long as this one. */
    void clear() {
        if (!full.isEmpty()) {
            expected = Math.min(sizeOfFull + used, LARGEST_KEPT);
            full.clear();
            block = NO_BLOCK;
        }
        sizeOfFull = 0;
        used = 0;
        lost = false;
    }
}

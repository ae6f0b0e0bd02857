package io.github.smtpfake.internal.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Octets that come in pieces. Room is added in blocks, so that a large text is copied once, when it is taken, and takes
 * no more than twice its size; the block of a small one serves for the next. Where memory does not suffice everything is
 * dropped at once, so that others have it.
 */
final class Octets {
    private static final int SMALLEST_BLOCK = 4 * 1024;
    private static final int LARGEST_KEPT = 64 * 1024;
    private static final int LARGEST_BLOCK = 256 * 1024;
    private static final byte[] NO_BLOCK = {};

    private final List<byte[]> full = new ArrayList<>(0);
    private int sizeOfFull;
    private byte[] block = NO_BLOCK;
    private int used;
    private int expected = SMALLEST_BLOCK;
    private boolean lost;

    void append(byte[] from, int start, int length) {
        int position = start;
        int end = start + length;
        while (position < end && hasRoom()) {
            int count = Math.min(end - position, block.length - used);
            System.arraycopy(from, position, block, used, count);
            used += count;
            position += count;
        }
    }

    void append(char octet) {
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
        if (used > 0) {
            full.add(block);
            sizeOfFull += used;
        }
        block = new byte[Math.max(expected, Math.min(sizeOfFull, LARGEST_BLOCK))];
        used = 0;
    }

    /** Returns all that was appended, or null if memory did not suffice, and begins anew. */
    byte @Nullable [] take() {
        byte[] taken = null;
        if (!lost) {
            try {
                taken = full.isEmpty() ? Arrays.copyOf(block, used) : joined();
            } catch (OutOfMemoryError e) {
                lose();
            }
        }
        clear();
        return taken;
    }

    private byte[] joined() {
        byte[] all = new byte[sizeOfFull + used];
        int position = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, position, each.length);
            position += each.length;
        }
        System.arraycopy(block, 0, all, position, used);
        return all;
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

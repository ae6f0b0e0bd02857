package io.github.smtpfake.internal.memory;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the heap that messages must not use. Without it, a session could not even reject a message that does not
 * fit. Other sessions would fail, too, and so would threads of the JVM, such as the thread that waits for the sockets
 * of all virtual threads, which never recovers.
 *
 * <p>The JVM cannot say how much memory is really free: garbage counts as used until it is collected, and remainders of
 * heap regions count as free. Therefore, when memory runs short, the reserve is allocated, but held only by soft
 * references. The JVM clears these before it throws an {@link OutOfMemoryError} in any thread. Cleared references show
 * that messages must be rejected.
 */
public final class MemoryReserve {
    /**
     * At most a quarter of a megabyte including the header, so that a region of the collector holds a whole number of
     * blocks.
     */
    public static final int BLOCK = 256 * 1024 - 32;

    private static final long SHARE = 16;
    private static final long LARGEST = 16L * 1024 * 1024;

    private static final long SIZE = size(Runtime.getRuntime().maxMemory());
    private static final int PIECES = (int) (SIZE / BLOCK) + 1;
    private static final SoftReference<byte[]> NONE = new SoftReference<>(null);

    private static final List<SoftReference<byte[]>> HELD = new ArrayList<>(Collections.nCopies(PIECES, NONE));

    private MemoryReserve() {}

    /** Returns the size in bytes of the reserve in a heap of this size. */
    static long size(long heap) {
        return Math.min(heap / SHARE, LARGEST);
    }

    /** Returns whether the reserve is free, if necessary after a collection of all garbage. */
    public static boolean isFree() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return free >= 3 * SIZE || allocateReserve();
    }

    /**
     * Requires that the reserve is free.
     *
     * @throws OutOfMemoryError if it is not
     */
    public static void requireFree() {
        if (!isFree()) {
            throw new OutOfMemoryError("Less than " + SIZE + " bytes of the heap are left");
        }
    }

    /** Allocates a block outside the reserve; returns null if there is not enough memory. */
    public static byte @Nullable [] allocateBlock(int size) {
        return isFree() ? allocate(size) : null;
    }

    /** Returns a new array, or null if there is not enough memory. */
    public static byte @Nullable [] allocate(int size) {
        try {
            return new byte[size];
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    private static synchronized boolean allocateReserve() {
        // The second attempt finds the memory of the garbage that the first had collected.
        return isHeld() || (fill() && isHeld()) || (fill() && isHeld());
    }

    private static boolean fill() {
        for (int i = 0; i < PIECES; i++) {
            if (HELD.get(i).get() == null) {
                byte[] piece = allocate(BLOCK);
                if (piece == null) {
                    return false;
                }
                HELD.set(i, new SoftReference<>(piece));
                isHeld();
            }
        }
        return true;
    }

    /** Getting the pieces also marks them as used, so that the collector clears them last. */
    private static boolean isHeld() {
        boolean held = true;
        for (SoftReference<byte[]> piece : HELD) {
            held &= piece.get() != null;
        }
        return held;
    }
}

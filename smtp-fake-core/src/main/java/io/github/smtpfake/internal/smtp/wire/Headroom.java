package io.github.smtpfake.internal.smtp.wire;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Memory that messages leave to everything else: without it a session whose message does not fit could not even be told
 * so, others would break off with it, and so would the JVM's own threads: of that which waits for the sockets of virtual
 * threads there is no other, and none of them would ever be served again.
 *
 * <p>How much is free nothing tells: garbage is not, yet, and what is left of the regions of a heap serves nobody. So where
 * memory runs short the reserve is taken, but held by soft references only. The JVM gives it to whoever needs it before
 * anyone is told that there is no memory, and that it had to do so is what tells that messages have to stop.
 */
public final class Headroom {
    private static final long SHARE = 16;
    private static final long LARGEST = 16L * 1024 * 1024;

    private static final long RESERVE = Math.min(Runtime.getRuntime().maxMemory() / SHARE, LARGEST);
    private static final int PIECES = (int) (RESERVE / Octets.LARGEST_BLOCK) + 1;
    private static final SoftReference<byte[]> NONE = new SoftReference<>(null);

    private static final List<SoftReference<byte[]>> HELD = new ArrayList<>(Collections.nCopies(PIECES, NONE));

    private Headroom() {}

    /**
     * Makes sure that there is memory besides what is about to be taken.
     *
     * @throws OutOfMemoryError if there is not, after everything that nobody needs has been collected
     */
    public static void require() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (free < 3 * RESERVE) {
            takeReserve();
        }
    }

    private static synchronized void takeReserve() {
        if (!isHeld()) {
            fill();
            if (!isHeld()) {
                // What the collector let go of may have been in the way of garbage only, which is gone now.
                fill();
                if (!isHeld()) {
                    throw new OutOfMemoryError("Less than " + RESERVE + " octets of the heap are left");
                }
            }
        }
    }

    private static void fill() {
        for (int i = 0; i < PIECES; i++) {
            if (HELD.get(i).get() == null) {
                HELD.set(i, new SoftReference<>(new byte[Octets.LARGEST_BLOCK]));
                isHeld();
            }
        }
    }

    /** Asking also tells the collector that the pieces are in use. */
    private static boolean isHeld() {
        boolean held = true;
        for (SoftReference<byte[]> piece : HELD) {
            held &= piece.get() != null;
        }
        return held;
    }
}

package io.github.smtpfake.internal.protocol;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * Memory that messages leave to everything else: without it a session whose message does not fit could not even be told
 * so, and others would break off with it.
 */
final class Headroom {
    private static final long SHARE = 16;
    private static final long LARGEST = 16L * 1024 * 1024;

    private Headroom() {}

    /**
     * Makes sure that there is memory besides what is about to be taken.
     *
     * @throws OutOfMemoryError if there is not, after everything that nobody needs has been collected
     */
    static void require() {
        if (isShort()) {
            collect();
        }
    }

    private static boolean isShort() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return free < reserve();
    }

    private static long reserve() {
        return Math.min(Runtime.getRuntime().maxMemory() / SHARE, LARGEST);
    }

    /**
     * Garbage is not free yet. How much there is of it could be told by taking the reserve for a moment, but in that
     * moment the JVM's own threads may run out of memory: the one that waits for the sockets of virtual threads ends with
     * it, and none of them would ever be served again.
     */
    private static synchronized void collect() {
        if (!isShort()) {
            return;
        }
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        System.gc();
        if (garbage.get() != null) {
            // A JVM told to do without explicit collections; then there is no other way.
            Reference.reachabilityFence(new byte[(int) reserve()]);
        } else if (isShort()) {
            throw new OutOfMemoryError("Less than " + reserve() + " octets of the heap are free");
        }
    }
}

package io.github.smtpfake.internal.protocol;

import java.lang.ref.Reference;

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
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        long reserve = Math.min(runtime.maxMemory() / SHARE, LARGEST);
        // Garbage is not free yet; how much there is of it only an allocation tells. In one piece, as that takes
        // nothing
        // from others where it fails.
        if (free < 2 * reserve) {
            Reference.reachabilityFence(new byte[(int) reserve]);
        }
    }
}

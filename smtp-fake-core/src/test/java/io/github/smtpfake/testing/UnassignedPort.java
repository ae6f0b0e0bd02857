package io.github.smtpfake.testing;

import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports for tests that listen on a port later than they choose it, or twice. Linux, macOS and Windows never assign these
 * ports themselves, so no other test can be given one meanwhile, as it can be given a port that the system assigned before.
 */
public final class UnassignedPort {
    private static final int FIRST = 20_000;
    private static final int COUNT = 8_000;
    // Another build on the same machine is likely to begin elsewhere.
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private UnassignedPort() {}

    /** Returns a free port, which no other call returned in this JVM before all others had been returned. */
    public static int next() {
        for (int attempt = 0; attempt < COUNT; attempt++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
    }

    /** Returns whether a server can listen on the port of the loopback interface at this moment. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, LoopbackAddress.get())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

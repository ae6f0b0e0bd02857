package io.github.smtpfake.junit5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The servers that the extension has started in this JVM, for failures that name the class of another port. Static, because
 * an application may outlive the run in which it read a port. Thread-safe.
 */
final class StartedServers {
    private static final int MAX_SERVERS = 500;

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Deque<StartedServer> SERVERS = new ArrayDeque<>();

    private StartedServers() {}

    static void add(StartedServer server) {
        LOCK.lock();
        try {
            SERVERS.removeIf(known -> known.isWithoutClass() && known.isSameServer(server));
            SERVERS.addLast(server);
            if (SERVERS.size() > MAX_SERVERS) {
                SERVERS.removeFirst();
            }
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the servers that were started last, newest first. */
    static List<StartedServer> newestFirst() {
        LOCK.lock();
        try {
            List<StartedServer> servers = new ArrayList<>(SERVERS);
            Collections.reverse(servers);
            return servers;
        } finally {
            LOCK.unlock();
        }
    }
}

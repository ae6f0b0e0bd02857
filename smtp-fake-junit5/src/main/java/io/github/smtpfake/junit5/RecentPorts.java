package io.github.smtpfake.junit5;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/** The last ports of the declarations that were used last. Thread-safe. */
final class RecentPorts {
    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Declaration, Integer> ports = new LinkedHashMap<>(16, 0.75f, true);

    /** @param max for how many declarations to remember the port */
    RecentPorts(int max) {
        this.max = max;
    }

    OptionalInt of(Declaration declaration) {
        lock.lock();
        try {
            Integer port = ports.get(declaration);
            return port == null ? OptionalInt.empty() : OptionalInt.of(port);
        } finally {
            lock.unlock();
        }
    }

    void remember(Declaration declaration, int port) {
        lock.lock();
        try {
            ports.put(declaration, port);
            if (ports.size() > max) {
                ports.remove(ports.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }
}

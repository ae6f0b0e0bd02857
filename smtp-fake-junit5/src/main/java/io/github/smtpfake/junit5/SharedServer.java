package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import java.util.concurrent.locks.ReentrantLock;

/** A server that runs as long as someone has a lease of it, or has asked for it without one. Thread-safe. */
final class SharedServer {
    private final SmtpFakeServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private int leases;

    SharedServer(SmtpFakeServer server) {
        this.server = server;
    }

    Lease lease() {
        lock.lock();
        try {
            server.start();
            leases++;
            return new Lease(server, this);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the server, started; it ends with the next lease, or when it is found to have none. */
    SmtpFakeServer onDemand() {
        return server.start();
    }

    void release() {
        lock.lock();
        try {
            leases--;
        } finally {
            lock.unlock();
        }
        stopUnlessLeased();
    }

    void stopUnlessLeased() {
        lock.lock();
        try {
            if (leases == 0) {
                server.stop();
            }
        } finally {
            lock.unlock();
        }
    }
}

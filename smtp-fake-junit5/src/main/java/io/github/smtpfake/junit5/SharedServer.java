package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** A server that runs until its last lease ends. Thread-safe. */
final class SharedServer implements ServerSource {
    private final SmtpFakeServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final TestRuns runs = new TestRuns();
    private int leases;

    SharedServer(SmtpFakeServer server) {
        this.server = server;
    }

    @Override
    public Lease lease() {
        lock.lock();
        try {
            server.start();
            leases++;
            return new Lease(this);
        } finally {
            lock.unlock();
        }
    }

    /** Starts the server without a lease. It stops with the last lease, or by {@link #stopUnlessLeased}. */
    SmtpFakeServer startWithoutLease() {
        return server.start();
    }

    private void release() {
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

    /** Keeps the server running until the lease ends. Ending a lease again has no effect. */
    static final class Lease {
        private final SharedServer shared;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Lease(SharedServer shared) {
            this.shared = shared;
        }

        SmtpFakeServer server() {
            return shared.server;
        }

        /** Returns the tests that use the server. */
        TestRuns runs() {
            return shared.runs;
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                shared.release();
            }
        }
    }
}

package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A server that runs until its last lease ends. Thread-safe. */
final class SharedServer implements ServerSource {
    private final TestServer server;
    private final boolean stops;
    private final ReentrantLock lock = new ReentrantLock();
    private final TestRuns runs = new TestRuns();
    private int leases;
    private boolean isKept;
    private @Nullable ClaimedMail claimedMail;
    private volatile Optional<LostPort> lostPort = Optional.empty();

    SharedServer(TestServer server) {
        this(server, true);
    }

    private SharedServer(TestServer server, boolean stops) {
        this.server = server;
        this.stops = stops;
    }

    /** Returns a server that goes on running after its last lease, because others have started it and will stop it. */
    static SharedServer ofOthers(TestServer server) {
        return new SharedServer(server, false);
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

    @Override
    public Lease leaseOn(int port) {
        return lease();
    }

    /** Records that the server could not listen on the port that its declaration had before. */
    void losePort(LostPort port) {
        lostPort = Optional.of(port);
    }

    /** Returns the port that the declaration had before; empty if it has not changed. */
    Optional<LostPort> lostPort() {
        return lostPort;
    }

    private void keep() {
        lock.lock();
        try {
            isKept = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the server if it runs only because an application may have its port, so that another server can have the port. The
     * next lease starts it again.
     *
     * @return whether the server has stopped
     */
    boolean makeRoom() {
        lock.lock();
        try {
            boolean isIdle = isKept && leases == 1;
            if (isIdle) {
                server.stop();
            }
            return isIdle;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the server has no lease. */
    boolean isUnused() {
        lock.lock();
        try {
            return leases == 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasOneLease() {
        lock.lock();
        try {
            return leases == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Starts the server without a lease. It stops with the last lease, or by {@link #stopUnlessLeased}. */
    TestServer startWithoutLease() {
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
            if (leases == 0 && stops) {
                server.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    TestServer server() {
        return server;
    }

    /** Returns the tests that use the server. */
    TestRuns runs() {
        return runs;
    }

    /** Returns the messages that tests have looked at. Created late, because most declarations do not need it. */
    ClaimedMail claimedMail() {
        lock.lock();
        try {
            ClaimedMail known = claimedMail;
            if (known == null) {
                known = new ClaimedMail();
                claimedMail = known;
            }
            return known;
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

        TestServer server() {
            return shared.server;
        }

        /** Makes this the lease that keeps the server running when nobody uses it. */
        Lease keep() {
            shared.keep();
            return this;
        }

        /** Returns another lease of the same server. */
        Lease again() {
            return shared.lease();
        }

        /** Returns whether the server has no other lease. */
        boolean isOnly() {
            return shared.hasOneLease();
        }

        /** Returns the server that the lease keeps running. */
        SharedServer shared() {
            return shared;
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

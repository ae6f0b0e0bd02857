package io.github.smtpfake.client;

import io.github.smtpfake.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Renews the lease of a scope of rules until the client ends it. If the JVM of the client crashes, the server ends the scope. A
 * debugger that suspends all threads prevents renewals, too, so a lease is much longer than the pause between two of them.
 */
final class LeaseRenewal {
    /** How long the server keeps the rules of a client that no longer renews the lease, as a parameter of a request. */
    static final String LEASE = "10m";

    static final Duration PERIOD = Duration.ofMinutes(2);

    private final Transport transport;
    private final String scope;
    private final Executor later;
    private volatile boolean isEnded;

    /** @param later runs each task after {@link #PERIOD} */
    LeaseRenewal(Transport transport, String scope, Executor later) {
        this.transport = transport;
        this.scope = scope;
        this.later = later;
    }

    void begin() {
        later.execute(this::renew);
    }

    void end() {
        isEnded = true;
    }

    private void renew() {
        if (isEnded || transport.isClosed()) {
            return;
        }
        if (isOpen()) {
            begin();
        }
    }

    private boolean isOpen() {
        try {
            return transport.touch(scope + "/renew");
        } catch (StoreUnavailableException e) {
            // The next request of the test reports it. The server may answer again before the lease expires.
            return true;
        } catch (IllegalStateException e) {
            // The client was closed meanwhile.
            return false;
        }
    }
}

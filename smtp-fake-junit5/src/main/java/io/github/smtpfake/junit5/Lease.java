package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A claim that a server runs. */
final class Lease {
    private final SmtpFakeServer server;
    private final SharedServer shared;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(SmtpFakeServer server, SharedServer shared) {
        this.server = server;
        this.shared = shared;
    }

    SmtpFakeServer server() {
        return server;
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            shared.release();
        }
    }
}

package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.TestServer;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server of an extension that a field registers. Unless each test has a separate server, every class that inherits the
 * field uses the same server on the same port, because other code may already use that port. Thread-safe.
 */
final class FieldServer {
    private final ServerSettings settings;
    private final Optional<SharedServer> shared;
    private final Optional<SmtpFakeServer> server;
    private volatile boolean isPortKnown;
    private final AtomicBoolean isRegistered = new AtomicBoolean();

    FieldServer(ServerSettings settings, SmtpFakeServerBuilder builder) {
        if (settings.lifecycle() == ServerLifecycle.PER_METHOD) {
            this.shared = Optional.empty();
            this.server = Optional.empty();
            this.settings = settings;
        } else {
            SmtpFakeServer built = builder.build();
            this.server = Optional.of(built);
            SharedServer created = new SharedServer(TestServer.embedded(built));
            this.shared = Optional.of(created);
            this.settings = settings.withSource(created);
        }
    }

    ServerSettings settings(ExtensionContext context) {
        if (settings.lifecycle() == ServerLifecycle.PER_RUN
                && context.getTestMethod().isPresent()) {
            throw ConfigurationErrors.at(
                    context.getRequiredTestClass().getName(),
                    "an extension in an instance field cannot have a server with the lifecycle PER_RUN; make the field"
                            + " static");
        }
        return settings;
    }

    SmtpFakeServer start() {
        if (shared.isEmpty()) {
            throw new IllegalStateException(
                    "Each test has a separate server (lifecycle PER_METHOD); declare a parameter"
                            + " of the type SmtpFakeServer");
        }
        isPortKnown = true;
        while (true) {
            try {
                shared.get().startWithoutLease();
                SmtpFakeServer started = server.orElseThrow();
                if (isRegistered.compareAndSet(false, true)) {
                    // No class is known yet, but another server may ask for this port before one begins.
                    StartedServers.add(StartedServer.withoutClass(settings, shared.get()));
                }
                return settings.unclaimedMail() == Consequence.IGNORE
                        ? started
                        : ServerAccess.withInboxOwner(started, shared.get().claimedMail());
            } catch (UncheckedIOException e) {
                if (!UnavailablePort.makeRoom(e)) {
                    throw new UncheckedIOException(UnavailablePort.cause(e), e.getCause());
                }
            }
        }
    }

    /** Stops the server after its last class, or after the run if the port was asked for and an application may have it. */
    void endClass(ExtensionContext context) {
        if (shared.isEmpty()) {
            return;
        }
        if (isPortKnown && shared.get().server().isRunning()) {
            KeptServers.keep(settings, context);
        } else {
            shared.get().stopUnlessLeased();
        }
    }
}

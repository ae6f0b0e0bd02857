package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that runs for a context, and all that it takes with it when it ends.
 *
 * @param server the object that the rules of all belong to
 */
record RunningServer(SmtpFakeServer server, Lease lease, SystemProperties properties, Optional<MailExport> export)
        implements Resource {

    /** What declarations share that mean the same server of the run. */
    private record RunKey(Object sharing) {}

    /** Returns the server that a context shares with all that is in it; empty if each test has one of its own. */
    static Optional<RunningServer> forAllWithin(ExtensionContext context, ServerSettings settings) {
        SystemProperties.requireLock(settings, context);
        return switch (settings.lifecycle()) {
            case PER_RUN ->
                Optional.of(Stores.of(context.getRoot())
                        .getOrComputeIfAbsent(
                                new RunKey(settings.sharing()), key -> start(settings, context), RunningServer.class));
            case PER_METHOD ->
                context.getTestMethod().isPresent() ? Optional.of(startFor(context, settings)) : Optional.empty();
            case PER_CLASS -> Optional.of(startFor(context, settings));
        };
    }

    private static RunningServer startFor(ExtensionContext context, ServerSettings settings) {
        RunningServer running = start(settings, context);
        Stores.of(context).put(running.lease(), running);
        return running;
    }

    static RunningServer start(ServerSettings settings, ExtensionContext context) {
        Lease lease = settings.source().lease();
        try {
            SmtpFakeServer server = lease.server();
            Optional<MailExport> export = MailExport.begin(settings, context, server);
            return new RunningServer(server, lease, SystemProperties.set(settings.properties(), server), export);
        } catch (RuntimeException e) {
            lease.end();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            properties.close();
        } finally {
            lease.end();
        }
        if (export.isPresent()) {
            Uninterrupted.run(export.get()::end);
        }
    }
}

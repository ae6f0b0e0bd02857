package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that runs for a context, with its system properties and its export. */
record RunningServer(
        SharedServer.Lease lease, SystemProperties properties, Optional<MailExport> export, StartedServer started)
        implements ContextStores.Resource {

    /** Starts the server that a context shares with all contexts within it; empty if each test has a separate one. */
    static Optional<RunningServer> startShared(ServerSettings settings, ExtensionContext context) {
        SystemProperties.requireLock(settings, context);
        return switch (settings.lifecycle()) {
            case PER_RUN ->
                Optional.of(ContextStores.shared(context.getRoot())
                        .getOrComputeIfAbsent(
                                settings.declaration(), key -> start(settings, context), RunningServer.class));
            case PER_METHOD ->
                context.getTestMethod().isPresent()
                        ? Optional.of(startUntilEndOf(context, settings))
                        : Optional.empty();
            case PER_CLASS -> Optional.of(startUntilEndOf(context, settings));
        };
    }

    private static RunningServer startUntilEndOf(ExtensionContext context, ServerSettings settings) {
        RunningServer running = start(settings, context);
        ContextStores.shared(context).put(running.lease(), running);
        return running;
    }

    static RunningServer start(ServerSettings settings, ExtensionContext context) {
        SharedServer.Lease lease = lease(settings, context);
        try {
            Optional<MailExport> export = export(settings, lease, context);
            try {
                return start(settings, lease, export, context);
            } catch (RuntimeException e) {
                export.ifPresent(begun -> Uninterruptibles.run(begun::end));
                throw e;
            }
        } catch (RuntimeException e) {
            lease.end();
            throw e;
        }
    }

    private static RunningServer start(
            ServerSettings settings, SharedServer.Lease lease, Optional<MailExport> export, ExtensionContext context) {
        SystemProperties properties = SystemProperties.set(settings, lease.server(), context);
        try {
            StartedServer started = new StartedServer(
                    ConfigurationErrors.where(context), settings, properties.values(), lease.shared());
            StartedServers.add(started);
            return new RunningServer(lease, properties, export, started);
        } catch (RuntimeException e) {
            properties.close();
            throw e;
        }
    }

    /** Begins the export of a server, unless its mail is exported until the run ends. */
    private static Optional<MailExport> export(
            ServerSettings settings, SharedServer.Lease lease, ExtensionContext context) {
        // The server exports the mail itself if it runs elsewhere: its mail is not only that of this run.
        boolean isNeedless = settings.isRunningElsewhere()
                || ConfigurationParameters.exportDirectory(context).isEmpty()
                || KeptServers.contains(settings, context);
        return isNeedless ? Optional.empty() : MailExport.begin(settings, context, lease.server());
    }

    private static SharedServer.Lease lease(ServerSettings settings, ExtensionContext context) {
        while (true) {
            try {
                return settings.isKept()
                        ? KeptServers.lease(settings, context)
                        : settings.source().lease();
            } catch (UncheckedIOException e) {
                if (!UnavailablePort.makeRoom(e)) {
                    throw UnavailablePort.error(e, settings.declaration(), context);
                }
            }
        }
    }

    /** Returns the server itself. Rules added through it apply to all tests that use the server. */
    TestServer server() {
        return lease.server();
    }

    @Override
    public void close() {
        try {
            properties.close();
        } finally {
            lease.end();
        }
        if (export.isPresent()) {
            Uninterruptibles.run(export.get()::end);
        }
    }
}

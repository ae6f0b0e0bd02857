package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers in use that the extension has not started. The classes and tests that use the same one share its entry, so that
 * they know each other. Thread-safe.
 */
final class ProvidedServers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, SharedServer> used = new LinkedHashMap<>();

    /** Returns those of the run. */
    static ProvidedServers in(ExtensionContext context) {
        return ContextStores.shared(context.getRoot())
                .getOrComputeIfAbsent(ProvidedServers.class, key -> new ProvidedServers(), ProvidedServers.class);
    }

    /** Returns the settings with the running server whose URL they contain. */
    ServerSettings connected(ServerSettings settings) {
        return settings.withSource(new Connected(this, settings.source().url().orElseThrow()));
    }

    /**
     * Returns the settings of a server that an application starts.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if an application cannot start this server
     */
    static ServerSettings ofApplication(ServerSettings settings, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "an application context starts the server, and all tests of the class share it; move @SmtpFake to"
                            + " the class, or the test to a @Nested class with @SmtpFake");
        }
        if (settings.lifecycle() != ServerLifecycle.PER_CLASS) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "lifecycle = " + settings.lifecycle()
                            + " is not possible, because the server belongs to an application context; remove the"
                            + " lifecycle");
        }
        return settings.withSource(new OfApplication(settings.source().url()));
    }

    /**
     * Returns the server that belongs to the application of a class or test now, and starts the application if it is not running.
     * The run uses each server until it ends.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if the application has no such server
     */
    static RunningServer find(ServerSettings settings, ExtensionContext context) {
        TestServer found = ServerProviders.find(context, settings.name())
                .orElseThrow(() -> ConfigurationErrors.at(
                        ConfigurationErrors.where(context),
                        "the application context has no server for " + settings.declaration()
                                + "; remove what keeps Spring from customizing the context, such as @BootstrapWith"));
        return ContextStores.shared(context.getRoot())
                .getOrComputeIfAbsent(
                        found,
                        server -> RunningServer.start(
                                settings.withSource(
                                        new Found(server, settings.source().url())),
                                context),
                        RunningServer.class);
    }

    /** Leases the server with a key, which is created unless it is in use. */
    private SharedServer.Lease lease(Object key, Supplier<SharedServer> server) {
        lock.lock();
        try {
            used.values().removeIf(SharedServer::isUnused);
            SharedServer known = used.get(key);
            if (known == null) {
                known = server.get();
                used.put(key, known);
            }
            return known.lease();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The server of the application that belongs to a test, which may be another one for each test.
     *
     * @param url the URL of the declaration; empty if it has none
     */
    private record OfApplication(Optional<ServerUrl> url) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            throw new IllegalStateException("The server depends on the test");
        }

        @Override
        public SharedServer.Lease leaseOn(int port) {
            return lease();
        }

        @Override
        public boolean isOfApplication() {
            return true;
        }
    }

    /** The server of one application. It is started again if a test has stopped it. */
    private record Found(TestServer server, Optional<ServerUrl> url) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return SharedServer.ofOthers(server).lease();
        }

        @Override
        public SharedServer.Lease leaseOn(int port) {
            return lease();
        }

        @Override
        public boolean isOfApplication() {
            return true;
        }
    }

    /** A server in another process. All that use it at the same time share a connection. */
    private record Connected(ProvidedServers all, ServerUrl asked) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return all.lease(
                    List.of(asked.uri().orElseThrow(), asked.login()),
                    () -> new SharedServer(ServerProviders.connect(asked)));
        }

        @Override
        public SharedServer.Lease leaseOn(int port) {
            return lease();
        }

        @Override
        public Optional<ServerUrl> url() {
            return Optional.of(asked);
        }
    }
}

package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.util.LinkedHashMap;
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
     * Returns the settings with the server that a provider finds for the context.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if there is one, and the lifecycle is not the default
     */
    Optional<ServerSettings> found(ServerSettings settings, ExtensionContext context) {
        Optional<TestServer> found = ServerProviders.find(context, settings.name());
        if (found.isPresent() && settings.lifecycle() != ServerLifecycle.PER_CLASS) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "lifecycle = " + settings.lifecycle() + " is not possible, because the server " + found.get()
                            + " belongs to an application context; remove the lifecycle");
        }
        return found.map(server ->
                settings.withSource(new Found(this, server, settings.source().url())));
    }

    /**
     * Returns the settings with the server that belongs to the context now; empty if it is the one that was declared, or no
     * provider finds one.
     */
    Optional<ServerSettings> replacement(DeclaredServer declared, ExtensionContext context) {
        TestServer known = declared.running().orElseThrow().server();
        return ServerProviders.find(context, declared.settings().name())
                .filter(found -> !found.equals(known))
                .map(found -> declared.settings()
                        .withSource(new Found(
                                this, found, declared.settings().source().url())));
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
     * A server that a provider has found. It is started again if a test has stopped it.
     *
     * @param url the URL of the declaration; empty if it has none
     */
    private record Found(ProvidedServers all, TestServer server, Optional<ServerUrl> url) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return all.lease(server, () -> SharedServer.ofOthers(server));
        }

        @Override
        public SharedServer.Lease leaseOn(int port) {
            return lease();
        }

        @Override
        public boolean isFound() {
            return true;
        }
    }

    /** A server in another process. All that use it at the same time share a connection. */
    private record Connected(ProvidedServers all, ServerUrl asked) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return all.lease(asked.uri().orElseThrow(), () -> new SharedServer(ServerProviders.connect(asked)));
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

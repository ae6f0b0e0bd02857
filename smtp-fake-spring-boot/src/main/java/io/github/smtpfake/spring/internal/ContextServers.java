package io.github.smtpfake.spring.internal;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.DeclaredServers.Declared;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.test.context.MergedContextConfiguration;

/** The servers of one application context, by name. Immutable. */
record ContextServers(Map<String, TestServer> byName) {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /**
     * The servers of the contexts that this JVM has had, as long as anything refers to them. A context that is loaded again after
     * {@code @DirtiesContext} has the same servers, because the JUnit extension and its tests may still have them, with the port
     * that they had.
     */
    private static final Map<MergedContextConfiguration, Map<String, WeakReference<TestServer>>> KNOWN =
            new HashMap<>();

    /** Starts the servers of a context, which is being loaded. */
    static ContextServers start(MergedContextConfiguration context, Iterable<Declared> servers) {
        LOCK.lock();
        try {
            forgetUnreachable();
            Map<String, WeakReference<TestServer>> before = KNOWN.getOrDefault(context, Map.of());
            Map<String, TestServer> started = new LinkedHashMap<>();
            try {
                for (Declared each : servers) {
                    started.put(
                            each.name(),
                            start(
                                    each,
                                    Optional.ofNullable(before.get(each.name())).map(WeakReference::get)));
                }
            } catch (RuntimeException e) {
                started.values().forEach(TestServer::stop);
                throw e;
            }
            Map<String, WeakReference<TestServer>> references = new HashMap<>();
            started.forEach((name, server) -> references.put(name, new WeakReference<>(server)));
            KNOWN.put(context, references);
            return new ContextServers(started);
        } finally {
            LOCK.unlock();
        }
    }

    private static void forgetUnreachable() {
        KNOWN.values().removeIf(servers -> servers.values().stream().allMatch(server -> server.get() == null));
    }

    /** Returns whether the servers of a context are reachable, for tests. */
    static boolean knows(MergedContextConfiguration context) {
        LOCK.lock();
        try {
            forgetUnreachable();
            return KNOWN.containsKey(context);
        } finally {
            LOCK.unlock();
        }
    }

    private static TestServer start(Declared server, Optional<TestServer> before) {
        return before.isPresent() && isRestarted(before.get()) ? before.get() : server.start();
    }

    /** Starts a server again, unless another process has its port now or the server ran elsewhere. */
    private static boolean isRestarted(TestServer server) {
        try {
            return server.start().isRunning();
        } catch (UncheckedIOException e) {
            // The context is new, so it can use a new server on another port.
            return false;
        }
    }

    /** Stops the servers, because their context is closed. */
    void stop() {
        byName.values().forEach(TestServer::stop);
    }

    Optional<TestServer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}

package io.github.smtpfake.junit5;

import io.github.smtpfake.store.StoreQuery;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers whose port an application may have read from a system property or from an extension in a field. They run until
 * the run ends, and equal declarations share one, because an application that outlives a class, such as a cached Spring
 * context, keeps the port. Thread-safe.
 */
final class KeptServers implements ContextStores.Resource {
    private static final int MAX_PORTS = 100;
    private static final ReentrantLock PORTS_LOCK = new ReentrantLock();

    /**
     * The ports of earlier runs in this JVM. Build tools may start a separate run for each class, as Surefire does if it forks
     * several JVMs, and contexts that are cached in a static field outlive a run.
     */
    private static final Map<Declaration, Integer> PORTS = new LinkedHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Declaration, SharedServer.Lease> untilEnd = new HashMap<>();

    private static KeptServers of(ExtensionContext context) {
        return ContextStores.shared(context.getRoot())
                .getOrComputeIfAbsent(KeptServers.class, key -> new KeptServers(), KeptServers.class);
    }

    /** Leases the server of a declaration, and keeps it until the run ends. */
    static SharedServer.Lease lease(ServerSettings settings, ExtensionContext context) {
        return of(context).lease(settings);
    }

    /** Keeps a running server until the run ends. */
    static void keep(ServerSettings settings, ExtensionContext context) {
        of(context).keep(settings);
    }

    private void keep(ServerSettings settings) {
        lock.lock();
        try {
            if (!untilEnd.containsKey(settings.declaration())) {
                untilEnd.put(settings.declaration(), settings.source().lease().keep());
            }
        } finally {
            lock.unlock();
        }
    }

    private SharedServer.Lease lease(ServerSettings settings) {
        lock.lock();
        try {
            SharedServer.Lease known = untilEnd.get(settings.declaration());
            if (known == null) {
                known = start(settings).keep();
                untilEnd.put(settings.declaration(), known);
            } else if (known.isOnly()) {
                // A class finds the server as if it were new, and mail of earlier classes occupies no memory.
                known.server().store().delete(StoreQuery.all());
            }
            return known.again();
        } finally {
            lock.unlock();
        }
    }

    private static SharedServer.Lease start(ServerSettings settings) {
        Integer former;
        PORTS_LOCK.lock();
        try {
            former = PORTS.get(settings.declaration());
        } finally {
            PORTS_LOCK.unlock();
        }
        SharedServer.Lease lease = former == null ? settings.source().lease() : startOn(former, settings.source());
        remember(settings.declaration(), lease.server().port());
        return lease;
    }

    private static SharedServer.Lease startOn(int port, ServerSource source) {
        try {
            return source.leaseOn(port);
        } catch (UncheckedIOException e) {
            // Another process has the port now. If an application still uses it, the failure of the test names both
            // ports.
            return source.lease();
        }
    }

    private static void remember(Declaration declaration, int port) {
        PORTS_LOCK.lock();
        try {
            PORTS.put(declaration, port);
            if (PORTS.size() > MAX_PORTS) {
                PORTS.remove(PORTS.keySet().iterator().next());
            }
        } finally {
            PORTS_LOCK.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            for (SharedServer.Lease lease : untilEnd.values()) {
                lease.end();
            }
        } finally {
            lock.unlock();
        }
    }
}

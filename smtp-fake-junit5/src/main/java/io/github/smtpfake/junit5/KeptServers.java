package io.github.smtpfake.junit5;

import io.github.smtpfake.store.StoreQuery;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers whose port an application may have read from a system property or from an extension in a field. They run until
 * the run ends, and equal declarations share one, because an application that outlives a class, such as a cached Spring
 * context, keeps the port. Thread-safe.
 */
final class KeptServers implements ContextStores.Resource {

    /**
     * The ports of earlier runs in this JVM. Build tools may start a separate run for each class, as Surefire does if it forks
     * several JVMs, and contexts that are cached in a static field outlive a run.
     */
    private static final RecentPorts PORTS = new RecentPorts(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Declaration, SharedServer.Lease> untilEnd = new HashMap<>();
    private final List<MailExport> exports = new ArrayList<>();

    private static KeptServers of(ExtensionContext context) {
        return ContextStores.shared(context.getRoot())
                .getOrComputeIfAbsent(KeptServers.class, key -> new KeptServers(), KeptServers.class);
    }

    /** Leases the server of a declaration, and keeps it until the run ends. */
    static SharedServer.Lease lease(ServerSettings settings, ExtensionContext context) {
        return of(context).leaseKept(settings, context);
    }

    /** Keeps a running server until the run ends. */
    static void keep(ServerSettings settings, ExtensionContext context) {
        of(context).keepRunning(settings, context);
    }

    private void keepRunning(ServerSettings settings, ExtensionContext context) {
        lock.lock();
        try {
            if (!untilEnd.containsKey(settings.declaration())) {
                keep(settings, settings.source().lease(), context);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a lease until the run ends, and exports the mail until then, also that which arrives between classes. */
    private void keep(ServerSettings settings, SharedServer.Lease lease, ExtensionContext context) {
        untilEnd.put(settings.declaration(), lease.keep());
        boolean isExported = settings.lifecycle() == ServerLifecycle.PER_RUN && !settings.isKept();
        if (!isExported) {
            MailExport.ofRun(settings, context, lease.server()).ifPresent(exports::add);
        }
    }

    /** Returns whether the server of a declaration runs until the run ends, and its mail is exported until then. */
    static boolean contains(ServerSettings settings, ExtensionContext context) {
        KeptServers kept = of(context);
        kept.lock.lock();
        try {
            return kept.untilEnd.containsKey(settings.declaration());
        } finally {
            kept.lock.unlock();
        }
    }

    private SharedServer.Lease leaseKept(ServerSettings settings, ExtensionContext context) {
        lock.lock();
        try {
            SharedServer.Lease known = untilEnd.get(settings.declaration());
            if (known == null) {
                known = start(settings);
                keep(settings, known, context);
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
        OptionalInt former = PORTS.of(settings.declaration());
        SharedServer.Lease lease =
                former.isEmpty() ? settings.source().lease() : startOn(former.getAsInt(), settings.source());
        PORTS.remember(settings.declaration(), lease.server().port());
        return lease;
    }

    private static SharedServer.Lease startOn(int port, ServerSource source) {
        try {
            return source.leaseOn(port);
        } catch (UncheckedIOException e) {
            // If an application still uses the port, the failure of the test names both ports.
            LostPort lost = UnavailablePort.lost(port, e);
            SharedServer.Lease lease = source.lease();
            lease.shared().losePort(lost);
            return lease;
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
            Uninterruptibles.run(() -> exports.forEach(MailExport::end));
        }
    }
}

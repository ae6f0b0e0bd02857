package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server that the extension has started or reused for a class or a test, with the values of the system properties that it
 * set. Failures name it, even when it has stopped; therefore it does not keep the mail of the server in memory. Immutable.
 */
final class StartedServer {
    private final String where;
    private final Declaration declaration;
    private final ServerLifecycle lifecycle;
    private final Map<String, String> properties;
    private final String host;
    private final int port;
    private final WeakReference<SharedServer> shared;
    private final Optional<LostPort> lostPort;

    StartedServer(String where, ServerSettings settings, Map<String, String> properties, SharedServer shared) {
        this.where = where;
        this.declaration = settings.declaration();
        this.lifecycle = settings.lifecycle();
        this.properties = properties;
        this.host = shared.server().host();
        this.port = shared.server().port();
        this.shared = new WeakReference<>(shared);
        this.lostPort = shared.lostPort();
    }

    /** Returns the server of an extension in a field that was asked for its port before the extension knew a class. */
    static StartedServer withoutClass(ServerSettings settings, SharedServer shared) {
        return new StartedServer(settings.declaration().toString(), settings, Map.of(), shared);
    }

    /** Returns whether a class that uses the server is not known. */
    boolean isWithoutClass() {
        return declaration.isField() && where.equals(declaration.toString());
    }

    boolean isSameServer(StartedServer other) {
        SharedServer known = shared.get();
        return known != null && known == other.shared.get();
    }

    /** Returns the class or the test that declares the server. */
    String where() {
        return where;
    }

    Declaration declaration() {
        return declaration;
    }

    ServerLifecycle lifecycle() {
        return lifecycle;
    }

    /** Returns the values of the system properties that the server sets, by key. */
    Map<String, String> properties() {
        return properties;
    }

    /** Returns the port that the server had to give up when it was started; empty if it did not have to. */
    Optional<LostPort> lostPort() {
        return lostPort;
    }

    int port() {
        return port;
    }

    String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns the server if it is running. */
    @Nullable
    SharedServer running() {
        SharedServer known = shared.get();
        return known != null && known.server().isRunning() ? known : null;
    }

    /** Returns whether the running server has this port, as its main port or as its additional one. */
    boolean holds(int taken) {
        SharedServer known = running();
        return known != null && (port == taken || smtpsPort(known.server()) == taken);
    }

    private static int smtpsPort(TestServer server) {
        try {
            return server.smtpsPort();
        } catch (IllegalStateException e) {
            return -1;
        }
    }
}

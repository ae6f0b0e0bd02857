package io.github.smtpfake;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.server.Port;
import io.github.smtpfake.internal.smtp.server.Server;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Starts and stops the server on its ports. A restarted server listens on its previous ports. Thread-safe. */
final class ServerPorts {
    static final int NO_PORT = -1;

    private final InetAddress bindAddress;
    private final Profile profile;
    private final ServerTls tls;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile int port;
    private volatile int smtpsPort;
    private volatile @Nullable Server running;
    private volatile Optional<URI> httpUri = Optional.empty();

    ServerPorts(InetAddress bindAddress, int port, int smtpsPort, Profile profile, ServerTls tls) {
        this.bindAddress = bindAddress;
        this.port = port;
        this.smtpsPort = smtpsPort;
        this.profile = profile;
        this.tls = tls;
    }

    void start() {
        lock.lock();
        try {
            if (running == null) {
                Server opened = Server.open(bindAddress, bindings(), profile, tls);
                port = opened.ports().get(0);
                smtpsPort = hasSmtpsPort() ? opened.ports().get(1) : NO_PORT;
                running = opened;
            }
        } catch (Server.BindException e) {
            throw new UncheckedIOException(
                    "Cannot listen on " + bindAddress.getHostAddress() + ":" + e.port() + " (" + e.getMessage()
                            + "). Choose another port, or 0 for a free one.",
                    e);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the port that could not be opened; empty if {@link #start} has thrown the exception for another reason. */
    static Optional<Integer> unavailablePort(UncheckedIOException failure) {
        return failure.getCause() instanceof Server.BindException bind ? Optional.of(bind.port()) : Optional.empty();
    }

    private List<Server.Binding> bindings() {
        boolean implicit = profile.tlsMode() == TlsMode.IMPLICIT;
        Server.Binding main = new Server.Binding(port, implicit ? Port.ENCRYPTED : Port.PLAIN);
        return hasSmtpsPort() ? List.of(main, new Server.Binding(smtpsPort, Port.ENCRYPTED)) : List.of(main);
    }

    void stop() {
        lock.lock();
        try {
            Server stopping = running;
            if (stopping != null) {
                running = null;
                stopping.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isRunning() {
        return running != null;
    }

    String host() {
        InetAddress address = bindAddress.isAnyLocalAddress() ? LoopbackAddress.get() : bindAddress;
        return address.getHostAddress();
    }

    int port() {
        return known(port);
    }

    /** Returns whether any port uses implicit TLS. */
    boolean hasImplicitTls() {
        return profile.tlsMode() == TlsMode.IMPLICIT || hasSmtpsPort();
    }

    private boolean hasSmtpsPort() {
        return smtpsPort != NO_PORT;
    }

    int smtpsPort() {
        if (!hasSmtpsPort()) {
            throw new IllegalStateException(
                    "The server has no additional port with implicit TLS; add smtpsPort(0) to the builder");
        }
        return known(smtpsPort);
    }

    /**
     * Returns host and port as a client writes them, an IPv6 address in brackets; empty while the port is not known.
     */
    Optional<String> address() {
        int known = port;
        String host = host();
        return known == 0
                ? Optional.empty()
                : Optional.of((host.contains(":") ? "[" + host + "]" : host) + ":" + known);
    }

    /** Returns the URL of the HTTP server that shows the mail; empty if there is none. */
    Optional<URI> httpUri() {
        return httpUri;
    }

    /** Records that an HTTP server begins to show the mail. */
    void beginHttp(URI uri) {
        lock.lock();
        try {
            if (httpUri.isPresent()) {
                throw new IllegalStateException("The server already shows its mail at " + httpUri.get());
            }
            httpUri = Optional.of(uri);
        } finally {
            lock.unlock();
        }
    }

    /** Records that the HTTP server has ended. */
    void endHttp() {
        httpUri = Optional.empty();
    }

    private static int known(int port) {
        if (port == 0) {
            throw new IllegalStateException("The server has no port yet; call start() first");
        }
        return port;
    }
}

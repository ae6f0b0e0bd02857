package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.HttpService;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The HTTP server of an SMTP server in the JVM of a test. Thread-safe. */
public final class EmbeddedHttp implements HttpService.Running {
    private final SmtpFakeServer smtp;
    private final HttpServer server;
    private final URI uri;
    private final Lock closing = new ReentrantLock();
    private boolean isClosed;

    private EmbeddedHttp(SmtpFakeServer smtp, HttpServer server, URI uri) {
        this.smtp = smtp;
        this.server = server;
        this.uri = uri;
    }

    /** Lets the JUnit extension start HTTP servers. */
    public static final class Service implements HttpService {
        /** Creates the service; the service loader calls it. */
        public Service() {}

        @Override
        public Running start(SmtpFakeServer server) {
            return EmbeddedHttp.start(server);
        }
    }

    /**
     * Starts an HTTP server, and records its URL in the SMTP server.
     *
     * @throws IllegalStateException if another HTTP server shows the mail of this SMTP server
     * @throws UncheckedIOException if the HTTP server cannot listen
     */
    public static EmbeddedHttp start(SmtpFakeServer smtp) {
        HttpServer server = listen(smtp);
        URI uri = uri(server.port());
        try {
            ServerAccess.beginHttp(smtp, uri);
        } catch (IllegalStateException e) {
            server.close();
            throw e;
        }
        return new EmbeddedHttp(smtp, server, uri);
    }

    private static HttpServer listen(SmtpFakeServer smtp) {
        try {
            return HttpServer.start(smtp);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen for HTTP on a free port of " + LoopbackAddress.get() + " (" + e.getMessage() + ")",
                    e);
        }
    }

    private static URI uri(int port) {
        InetAddress address = LoopbackAddress.get();
        String host = address.getHostAddress();
        return URI.create("http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port);
    }

    /** Returns the URL, without a slash at its end. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        // Every caller returns only when the port is free, and nobody else can start a server before that.
        closing.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                stop();
            }
        } finally {
            closing.unlock();
        }
    }

    private void stop() {
        try {
            server.close();
        } finally {
            ServerAccess.endHttp(smtp);
        }
    }
}

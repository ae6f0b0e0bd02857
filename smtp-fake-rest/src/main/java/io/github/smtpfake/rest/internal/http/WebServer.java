package io.github.smtpfake.rest.internal.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** An HTTP server, running. Everything that a client can make it hold is bounded. */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int CONNECTIONS = 4_000;
    private static final int REQUEST_HEADERS = 100;
    private static final int REQUEST_HEAD_BYTES = 64 * 1024;
    private static final int REQUEST_SECONDS = 30;
    private static final int IDLE_SECONDS = 2;
    private static final Duration GRACE = Duration.ofSeconds(1);
    // An answer may be waited for, and then be large.
    private static final int RESPONSE_SECONDS = 15 * 60;

    static {
        // Read by the JDK's server when its classes are loaded, hence for every one in this JVM.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_SECONDS));
        setUnlessGiven("sun.net.httpserver.maxRspTime", Integer.toString(RESPONSE_SECONDS));
        setUnlessGiven("sun.net.httpserver.maxReqHeaders", Integer.toString(REQUEST_HEADERS));
        setUnlessGiven("sun.net.httpserver.maxReqHeaderSize", Integer.toString(REQUEST_HEAD_BYTES));
        setUnlessGiven("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS));
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final EventSenders events;
    private final AnswersInFlight inFlight;

    private WebServer(HttpServer server, ThreadPoolExecutor threads, EventSenders events, AnswersInFlight inFlight) {
        this.server = server;
        this.threads = threads;
        this.events = events;
        this.inFlight = inFlight;
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Starts a server that answers from now on.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the port is taken or the address is not one of this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler)
            throws IOException {
        return start(HttpServer.create(new InetSocketAddress(address, port), BACKLOG), guard, handler);
    }

    /**
     * Starts a server that speaks TLS.
     *
     * @param port the port, or 0 for a free one
     * @param tls has the server's key and certificate
     * @throws IOException if the port is taken or the address is not one of this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler, SSLContext tls)
            throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, port), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(server, guard, handler);
    }

    private static WebServer start(HttpServer server, AccessGuard guard, Handler handler) {
        // A connection has one request at a time, and takes its next while the thread of the last may still be ending.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0,
                2 * CONNECTIONS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new NamedThreads("smtp-fake-http"));
        EventSenders events = new EventSenders(threads);
        server.setExecutor(threads);
        AnswersInFlight inFlight = new AnswersInFlight();
        server.createContext("/", new Exchanges(guard, handler, threads, events, inFlight));
        server.start();
        return new WebServer(server, threads, events, inFlight);
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Stops. Answers that are being made or written have a second to come to their end; requests that wait, and streams of
     * events, are broken off at once. The port is free when this returns.
     */
    @Override
    public void close() {
        events.close();
        // The JDK's own delay would wait for streams and parked requests, too, and on 17 even where there is nothing.
        inFlight.awaitNone(GRACE);
        server.stop(0);
        threads.shutdownNow();
    }
}

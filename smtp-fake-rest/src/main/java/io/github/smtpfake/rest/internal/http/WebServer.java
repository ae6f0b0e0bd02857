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

/** A running HTTP server. All resources that a client can occupy are bounded. */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int CONNECTIONS = 4_000;
    private static final int REQUEST_HEADERS = 100;
    private static final int REQUEST_HEAD_BYTES = 64 * 1024;
    private static final int REQUEST_SECONDS = 30;
    private static final int IDLE_SECONDS = 2;
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(1);
    // Includes the time for which a request waits for mail.
    private static final int RESPONSE_SECONDS = 15 * 60;

    static {
        // The JDK's server reads these when its classes are loaded, so they apply to every server of this JVM.
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
     * Starts a server.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the port is in use or the address does not belong to this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler)
            throws IOException {
        return start(HttpServer.create(new InetSocketAddress(address, port), BACKLOG), guard, handler);
    }

    /**
     * Starts a server for HTTPS.
     *
     * @param port the port, or 0 for a free one
     * @param tls the context with the key and certificate of the server
     * @throws IOException if the port is in use or the address does not belong to this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler, SSLContext tls)
            throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, port), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(server, guard, handler);
    }

    private static WebServer start(HttpServer server, AccessGuard guard, Handler handler) {
        // Twice the connections, because a connection can begin its next request while the thread of the previous one
        // is ending.
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
     * Stops the server. Answers that are being prepared or sent have one second to finish; parked requests and streams of
     * events are closed at once. The port is free when this method returns.
     */
    @Override
    public void close() {
        events.close();
        // The delay of the JDK's server also waits for streams and parked requests, and Java 17 always waits for the
        // full delay.
        inFlight.awaitNone(GRACE_PERIOD);
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.MemoryBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A running HTTP server. All resources that a client can occupy are bounded. */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    /** So many that their buffers need at most a quarter of the memory. */
    private static final int CONNECTIONS =
            (int) Math.min(4_000, MemoryBudget.ofJvm().capacity() / 4 / SurvivingEndpoint.CONNECTION_BYTES);

    private static final int REQUEST_HEADERS = 100;
    // Each connection with a request keeps that much memory, also while the request is parked.
    private static final int REQUEST_HEAD_BYTES = 16 * 1024;
    private static final int IDLE_SECONDS = 2;
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(1);
    private static final int RESPONSE_SECONDS = 15 * 60;
    // For tests only: the time within which the head of a request must arrive, and then its body.
    private static final int REQUEST_SECONDS = Integer.getInteger("smtpfake.http.requestSeconds", 30);

    private final Connector connector;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;
    private final EventSenders events;
    private final AnswersInFlight inFlight;
    private int port;

    private WebServer(
            Connector connector,
            ThreadPoolExecutor threads,
            ScheduledThreadPoolExecutor clock,
            EventSenders events,
            AnswersInFlight inFlight) {
        this.connector = connector;
        this.threads = threads;
        this.clock = clock;
        this.events = events;
        this.inFlight = inFlight;
    }

    /**
     * Starts a server.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the port is in use or the address does not belong to this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler)
            throws IOException {
        return listen(address, port, guard, handler, null);
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
        return listen(address, port, guard, handler, tls);
    }

    private static WebServer listen(
            InetAddress address, int port, AccessGuard guard, Handler handler, @Nullable SSLContext tls)
            throws IOException {
        // Twice the connections, because a connection can begin its next request while the thread of the previous one
        // is ending.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0,
                2 * CONNECTIONS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new NamedThreads("smtp-fake-http"));
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-clock"));
        EventSenders events = new EventSenders(clock);
        AnswersInFlight inFlight = new AnswersInFlight();
        Connector connector = new Connector(REQUEST_SECONDS);
        connector.setAddress(address);
        connector.setPort(port);
        connector.setAcceptCount(BACKLOG);
        connector.setMaxConnections(CONNECTIONS);
        connector.setMaxHeaderCount(REQUEST_HEADERS);
        connector.setMaxHttpRequestHeaderSize(REQUEST_HEAD_BYTES);
        connector.setExecutor(threads);
        connector.setUtilityExecutor(clock);
        connector.setAdapter(new Exchanges(guard, handler, events, inFlight, REQUEST_SECONDS, RESPONSE_SECONDS));
        if (tls != null) {
            connector.use(tls);
        }
        WebServer server = new WebServer(connector, threads, clock, events, inFlight);
        try {
            connector.init();
            connector.start();
            server.port = connector.getLocalPort();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        } catch (Exception e) {
            server.close();
            throw new IOException("The HTTP server cannot start", e);
        }
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return port;
    }

    /**
     * Stops the server. Answers that are being prepared or sent have one second to finish; parked requests and streams of
     * events are closed at once. The port is free when this method returns.
     */
    @Override
    public void close() {
        events.close();
        inFlight.awaitNone(GRACE_PERIOD);
        try {
            connector.stop();
            connector.destroy();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server cannot stop", e);
        } finally {
            clock.shutdownNow();
            threads.shutdownNow();
        }
    }
}

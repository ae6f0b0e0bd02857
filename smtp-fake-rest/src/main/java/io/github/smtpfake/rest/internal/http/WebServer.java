package io.github.smtpfake.rest.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A running HTTP server. All resources that a client can occupy are bounded. */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int IDLE_SECONDS = 2;
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(2);

    private final Connector connector;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;
    private final EventSenders events;
    private final LazyWebSockets sockets;
    private final AnswersInFlight inFlight;
    private int port;

    private WebServer(
            Connector connector,
            ThreadPoolExecutor threads,
            ScheduledThreadPoolExecutor clock,
            EventSenders events,
            LazyWebSockets sockets,
            AnswersInFlight inFlight) {
        this.connector = connector;
        this.threads = threads;
        this.clock = clock;
        this.events = events;
        this.sockets = sockets;
        this.inFlight = inFlight;
    }

    /**
     * Starts a server with the default limits.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the port is in use or the address does not belong to this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler)
            throws IOException {
        return start(address, port, guard, handler, HttpLimits.DEFAULT, null);
    }

    /**
     * Starts a server.
     *
     * @param port the port, or 0 for a free one
     * @param limits what clients may occupy
     * @param tls the context with the key and certificate of the server, or null for a server without TLS
     * @throws IOException if the port is in use or the address does not belong to this machine
     */
    public static WebServer start(
            InetAddress address,
            int port,
            AccessGuard guard,
            Handler handler,
            HttpLimits limits,
            @Nullable SSLContext tls)
            throws IOException {
        return start(address, port, guard, handler, limits, tls, null);
    }

    /**
     * Starts a server whose WebSockets have another clock.
     *
     * @param nanoTime the time, as {@link System#nanoTime} returns it, or null for that itself
     */
    static WebServer start(
            InetAddress address,
            int port,
            AccessGuard guard,
            Handler handler,
            HttpLimits limits,
            @Nullable SSLContext tls,
            @Nullable LongSupplier nanoTime)
            throws IOException {
        // Twice the connections, because a connection can begin its next request while the thread of the previous one
        // is ending.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0,
                2 * limits.connections(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new NamedThreads("smtp-fake-http"));
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-clock"));
        EventSenders events = new EventSenders(clock);
        AnswersInFlight inFlight = new AnswersInFlight();
        Connector connector = new Connector(limits);
        connector.setAddress(address);
        connector.setPort(port);
        connector.setAcceptCount(BACKLOG);
        connector.setExecutor(threads);
        connector.setUtilityExecutor(clock);
        LazyWebSockets sockets = new LazyWebSockets(clock, nanoTime, inFlight, limits.readTimeout());
        connector.setAdapter(
                new Exchanges(guard, BelowWebRoot.of(guard.webRoot(), handler), events, sockets, inFlight, limits));
        if (tls != null) {
            connector.use(tls);
        }
        WebServer server = new WebServer(connector, threads, clock, events, sockets, inFlight);
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

    WebSockets sockets() {
        return sockets.get();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return port;
    }

    /**
     * Stops the server. Answers that are being prepared or sent have two seconds to finish; parked requests and streams of
     * events are closed at once, and WebSockets as soon as they have been sent a close frame. The port is free when this method returns.
     */
    @Override
    public void close() {
        events.close();
        sockets.close();
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

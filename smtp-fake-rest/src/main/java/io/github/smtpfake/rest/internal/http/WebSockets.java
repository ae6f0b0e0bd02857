package io.github.smtpfake.rest.internal.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The open WebSockets of a server. Thread-safe. */
final class WebSockets implements AutoCloseable {
    private static final int MAX_CLIENTS = 200;
    private static final long TICK_SECONDS = 1;

    private final Set<WebSocketConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;
    private final LongSupplier nanoTime;
    private final AnswersInFlight inFlight;
    private final Duration writeTimeout;
    private @Nullable ScheduledFuture<?> ticking;
    private boolean isClosed;

    /**
     * Creates an empty set.
     *
     * @param clock the executor that looks for pings that are due, and for clients that have left
     * @param nanoTime the time, as {@link System#nanoTime} returns it, or null for that itself
     * @param writeTimeout the time within which a client must read some of what the server sends
     */
    WebSockets(
            ScheduledExecutorService clock,
            @Nullable LongSupplier nanoTime,
            AnswersInFlight inFlight,
            Duration writeTimeout) {
        this.clock = clock;
        this.nanoTime = nanoTime == null ? System::nanoTime : nanoTime;
        this.inFlight = inFlight;
        this.writeTimeout = writeTimeout;
    }

    /** Returns the number of open WebSockets. */
    int size() {
        return open.size();
    }

    /** Returns a new WebSocket, which counts from now on until it ends; empty if there are too many, or after {@link #close}. */
    synchronized Optional<WebSocketConnection> tryConnect(TextSource source) {
        if (isClosed || open.size() >= MAX_CLIENTS) {
            return Optional.empty();
        }
        WebSocketConnection connection = new WebSocketConnection(source, nanoTime, writeTimeout, open::remove);
        open.add(connection);
        ensureTicking();
        return Optional.of(connection);
    }

    private void ensureTicking() {
        if (ticking == null) {
            ticking = clock.scheduleAtFixedRate(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Survives any failure, because the clock would never call a task again that failed. */
    synchronized void tick() {
        for (WebSocketConnection connection : open) {
            try {
                connection.tick();
            } catch (Throwable e) {
                HttpFailures.report(e);
            }
        }
    }

    /** Sends a close frame to every client. These frames count as answers in flight. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (ticking != null) {
            ticking.cancel(false);
        }
        open.forEach(connection -> connection.stop(inFlight));
    }
}

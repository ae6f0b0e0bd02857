package io.github.smtpfake.rest.internal.http;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Creates the WebSockets of a server, and thereby loads their classes, when the first client asks for one. Thread-safe. */
final class LazyWebSockets implements AutoCloseable {
    private final ScheduledExecutorService clock;
    private final @Nullable LongSupplier nanoTime;
    private final AnswersInFlight inFlight;
    private final Duration writeTimeout;
    private @Nullable WebSockets sockets;
    private boolean isClosed;

    /** Creates what passes its arguments on to {@link WebSockets}. */
    LazyWebSockets(
            ScheduledExecutorService clock,
            @Nullable LongSupplier nanoTime,
            AnswersInFlight inFlight,
            Duration writeTimeout) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.inFlight = inFlight;
        this.writeTimeout = writeTimeout;
    }

    /** Returns the WebSockets, which accept no client if this is closed. */
    synchronized WebSockets get() {
        WebSockets created = sockets;
        if (created == null) {
            created = new WebSockets(clock, nanoTime, inFlight, writeTimeout);
            sockets = created;
            if (isClosed) {
                created.close();
            }
        }
        return created;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (sockets != null) {
            sockets.close();
        }
    }
}

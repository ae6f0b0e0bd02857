package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.text.SurvivingLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits of connections that have lasted too long. One thread handles all timeouts of a server, for reads and
 * writes. The timeout of a socket is more expensive, does not cover writes, and restarts with each byte.
 */
final class Reaper extends SurvivingLoop {

    /** The connections, which have deadlines. */
    interface Watched {
        /** Ends the waits whose deadline has passed.
         *
         * @param now the current {@link System#nanoTime()}
         */
        void checkDeadlines(long now);
    }

    private static final long SHORTEST_PERIOD = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final Watched watched;
    private final long periodNanos;
    private @Nullable Thread thread;
    private volatile boolean stopped;
    /** Used only by the thread. */
    private boolean failing;

    Reaper(Watched watched, Limits limits) {
        this.watched = watched;
        long shortest = Long.MAX_VALUE;
        for (Duration timeout : new Duration[] {
            limits.idleTimeout(),
            limits.commandTimeout(),
            limits.dataTimeout(),
            limits.handshakeTimeout(),
            limits.writeTimeout()
        }) {
            shortest = Math.min(shortest, timeout.toNanos());
        }
        this.periodNanos = Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, shortest / 10));
    }

    /** Starts the thread unless it is running. A server without clients needs no thread. */
    synchronized void start() {
        if (thread == null && !stopped) {
            Thread started = Threads.daemon(this, "smtp-fake-reaper");
            thread = started;
            started.start();
        }
    }

    synchronized void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    protected boolean isOver() {
        return stopped;
    }

    @Override
    protected void runOnce() {
        LockSupport.parkNanos(this, periodNanos);
        watched.checkDeadlines(System.nanoTime());
        failing = false;
    }

    /** Logs a lasting failure only once, because it occurs up to two hundred times a second. */
    @Override
    protected void handle(Throwable failure) {
        if (!failing) {
            Log.error("Cannot check timeouts at the moment", failure);
        }
        failing = true;
    }
}

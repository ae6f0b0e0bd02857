package io.github.smtpfake.internal.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the waits of connections that have lasted too long: all time-outs of a server, reads and writes alike, by one
 * thread. A socket's own time-out costs more, does not cover writes, and starts anew with each octet.
 */
final class Reaper implements Runnable {
    private final Connections connections;
    private final long periodNanos;
    private volatile boolean stopped;

    Reaper(Connections connections, Duration shortestTimeout) {
        this.connections = connections;
        long period = shortestTimeout.toNanos() / 10;
        this.periodNanos = Math.max(TimeUnit.MILLISECONDS.toNanos(5), Math.min(TimeUnit.SECONDS.toNanos(1), period));
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, periodNanos);
            long now = System.nanoTime();
            for (Connection connection : connections.snapshot()) {
                connection.checkDeadline(now);
            }
        }
    }

    void stop(Thread thread) {
        stopped = true;
        LockSupport.unpark(thread);
    }
}

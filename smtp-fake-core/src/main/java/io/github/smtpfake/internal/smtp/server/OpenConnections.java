package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.text.DisplacementWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The open connections of a server. Thread-safe. */
final class OpenConnections implements Reaper.Watched {
    /** A client that was idle for less than this is in a dialogue, and keeps its connection. */
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DisplacementWarning warning = new DisplacementWarning();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<Connection> open = new HashSet<>();
    private final int limit;

    OpenConnections(int limit) {
        this.limit = limit;
    }

    /**
     * Makes room for another connection. If all are in use, ends the one that has been waiting for its client for longest.
     * It still counts until it has ended, so that the limit is exceeded for a moment, but never by more than half.
     *
     * @return false if there is no room, because no client has been idle for a while
     */
    boolean makeRoom() {
        boolean isFull;
        boolean hasRoom;
        lock.lock();
        try {
            isFull = open.size() >= limit;
            hasRoom = !isFull || displaceStalest();
        } finally {
            lock.unlock();
        }
        if (isFull && hasRoom) {
            warning.closed("All " + limit + " SMTP connections are in use.", Log::warning);
        }
        return hasRoom;
    }

    /**
     * Ends the connection that has been waiting for its client for longest, because there is no memory for another one. It
     * still occupies its memory until it has ended.
     *
     * @return false if no client has been idle for a while
     */
    boolean displaceForMemory() {
        boolean isDisplaced;
        lock.lock();
        try {
            isDisplaced = displaceStalest();
        } finally {
            lock.unlock();
        }
        if (isDisplaced) {
            warning.closed("There is no memory for another SMTP connection.", Log::warning);
        }
        return isDisplaced;
    }

    /** Requires the lock. */
    private boolean displaceStalest() {
        long now = System.nanoTime();
        Connection stalest = null;
        long longest = SHORTEST_WAIT_NANOS;
        for (Connection connection : open) {
            long waited = connection.channel().waited(now);
            if (waited >= longest) {
                stalest = connection;
                longest = waited;
            }
        }
        if (stalest == null || open.size() > limit + limit / 2) {
            return false;
        }
        stalest.channel().displace();
        return true;
    }

    /** Adds a connection; returns how many are now open. */
    int add(Connection connection) {
        lock.lock();
        try {
            open.add(connection);
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    void remove(Connection connection) {
        lock.lock();
        try {
            open.remove(connection);
            if (open.isEmpty()) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void checkDeadlines(long now) {
        for (Connection connection : snapshot()) {
            connection.channel().checkDeadline(now);
        }
    }

    /** Asks all connections to end. */
    void stop() {
        for (Connection connection : snapshot()) {
            connection.channel().stop();
        }
    }

    /** Closes all connections immediately. */
    void stopNow() {
        for (Connection connection : snapshot()) {
            connection.channel().stopNow();
        }
    }

    private List<Connection> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(open);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no connection is open; returns false if the timeout expires first. */
    boolean awaitEmpty(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long remaining = timeout.toNanos();
            while (!open.isEmpty()) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = empty.awaitNanos(remaining);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}

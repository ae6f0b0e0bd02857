package io.github.smtpfake.internal.smtp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The open connections of a server. Thread-safe. */
final class OpenConnections implements Reaper.Watched {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<Connection> open = new HashSet<>();
    private final int limit;

    OpenConnections(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        lock.lock();
        try {
            return open.size() >= limit;
        } finally {
            lock.unlock();
        }
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

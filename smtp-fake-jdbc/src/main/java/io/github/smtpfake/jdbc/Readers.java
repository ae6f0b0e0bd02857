package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.memory.Patience;
import io.github.smtpfake.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A few connections for reading. SQLite does not let a reader wait for the writer or for other readers, so a small number
 * is enough; each costs memory for its cache. A thread that already uses one, such as a query that reads the bytes of a
 * message, uses the same one again. Thread-safe.
 */
final class Readers implements AutoCloseable {
    private static final int MOST = 4;

    private final StoreFile file;
    private final Semaphore free = new Semaphore(MOST, true);
    private final Deque<Database> idle = new ArrayDeque<>();

    @SuppressWarnings("ThreadLocalUsage") // A thread may use the files of several stores.
    private final ThreadLocal<@Nullable Database> current = new ThreadLocal<>();

    private boolean closed;

    Readers(StoreFile file) {
        this.file = file;
    }

    /** What a thread does with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T of(Database database) throws SQLException;
    }

    /**
     * Lets the thread read from one state of the file.
     *
     * @throws StoreUnavailableException if the file cannot be read
     */
    <T> T read(Use<T> use) {
        Database inUse = current.get();
        return run(inUse == null ? database -> inTransaction(database, use) : use);
    }

    private static <T> T inTransaction(Database database, Use<T> use) throws SQLException {
        database.executeAgain("BEGIN");
        T result = use.of(database);
        database.executeAgain("COMMIT");
        return result;
    }

    /**
     * Lets the thread execute one statement, which needs no transaction.
     *
     * @throws StoreUnavailableException if the file cannot be read
     */
    <T> T readOnce(Use<T> use) {
        return run(use);
    }

    /** Returns whether the calling thread is reading, and therefore sees only one state of the file. */
    boolean isReading() {
        return current.get() != null;
    }

    private <T> T run(Use<T> use) {
        Database inUse = current.get();
        try {
            return inUse == null ? readWithOwn(use) : use.of(inUse);
        } catch (SQLException e) {
            throw Failures.unavailable(file.path(), e);
        } catch (DamagedException e) {
            throw Failures.unavailable(file.path(), e);
        }
    }

    private <T> T readWithOwn(Use<T> use) throws SQLException {
        free.acquireUninterruptibly();
        try {
            Database database = take();
            boolean isSound = false;
            current.set(database);
            // A thread that waited for memory now would keep a connection that those who have the memory may need.
            Patience.forbid();
            try {
                T result = use.of(database);
                isSound = true;
                return result;
            } finally {
                Patience.allow();
                current.remove();
                giveBack(database, isSound);
            }
        } finally {
            free.release();
        }
    }

    /**
     * Does nothing if the file can probably be read.
     *
     * @throws StoreUnavailableException if the file was deleted or replaced, or this object is closed
     */
    void requireUsable() {
        synchronized (idle) {
            if (closed) {
                throw new StoreUnavailableException("The store is closed", null);
            }
        }
        file.requireInPlace();
    }

    private Database take() throws SQLException {
        requireUsable();
        synchronized (idle) {
            Database known = idle.poll();
            if (known != null) {
                return known;
            }
        }
        return Database.forReading(file.path());
    }

    /** A connection that has failed is closed: it may have an open transaction, or know pages that are damaged. */
    private void giveBack(Database database, boolean isSound) {
        synchronized (idle) {
            if (isSound && !closed) {
                idle.push(database);
                return;
            }
        }
        closeQuietly(database);
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(Readers::closeQuietly);
            idle.clear();
        }
        // Those in use are closed when they are given back.
        free.acquireUninterruptibly(MOST);
        free.release(MOST);
    }

    private static void closeQuietly(Database database) {
        try {
            database.close();
        } catch (SQLException e) {
            System.getLogger(Readers.class.getName()).log(System.Logger.Level.DEBUG, "Cannot close a connection", e);
        }
    }
}

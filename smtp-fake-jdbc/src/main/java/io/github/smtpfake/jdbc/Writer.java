package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It commits everything that waits for it in one transaction, so that many clients share the
 * cost of a commit. After an error that the connection may not survive, it opens another one for the next transaction.
 *
 * <p>Thread-safe.
 */
final class Writer {
    private static final Logger LOG = System.getLogger(Writer.class.getName());
    private static final int MOST_JOBS = 256;
    /** How long the writer must have been idle before it tidies the file. */
    private static final long SOON_MILLIS = 100;

    private static final long LATER_MILLIS = 30_000;
    private static final long BETWEEN_STEPS_MILLIS = 10;
    /** Signatures are built even if somebody always needs the writer, or searching would become slower and slower. */
    private static final long LONGEST_WITHOUT_STEP_NANOS = 1_000_000_000;

    private final StoreFile file;
    private final Durability durability;
    private final Registrar registrar;
    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final List<Job<?>> group = new ArrayList<>(MOST_JOBS);
    private final Job<Boolean> wakeUp = new Job<>(transaction -> true, false);
    private final Outage outage = new Outage("write messages and sessions");
    private final Outage tidyingOutage = new Outage("tidy its file");
    private final Thread thread;
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile @Nullable Throwable stopped;

    // Used by the thread only.
    private @Nullable Database database;

    private long lastStep = System.nanoTime();

    /** Work that is part of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Creates a writer; {@link #start} must follow. */
    Writer(StoreFile file, Durability durability, Database database, Registrar registrar) {
        this.file = file;
        this.durability = durability;
        this.database = database;
        this.registrar = registrar;
        this.thread = new Thread(this::run, "smtp-fake-store");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Does work in a transaction that others may share, and returns its result after the commit.
     *
     * @throws StoreUnavailableException if the file cannot be written
     * @throws NoSpaceException if the file system is full
     */
    <T> T shared(Work<T> work) {
        return result(new Job<>(work, false));
    }

    /** Does work in its own transaction, and returns its result after the commit. Throws the exceptions of the work. */
    <T> T alone(Work<T> work) {
        return result(new Job<>(work, true));
    }

    /** Begins a transaction soon, without waiting for it. */
    void wake() {
        if (isWoken.compareAndSet(false, true)) {
            queue.add(wakeUp);
        }
    }

    private <T> T result(Job<T> job) {
        requireOpen();
        queue.add(job);
        if (ended) {
            // Too late for the thread to see it.
            failAll();
        }
        try {
            return job.result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Returns whether the last transaction has failed for a reason that may last; the thread tries again by itself. */
    boolean isFailing() {
        return outage.isUnderWay();
    }

    /** Returns how many jobs wait for the next transaction. */
    int waiting() {
        return queue.size();
    }

    private void requireOpen() {
        if (closing) {
            throw new StoreUnavailableException("The store is closed", stopped);
        }
    }

    private void run() {
        try {
            long pause = SOON_MILLIS;
            while (!closing || !queue.isEmpty()) {
                Job<?> first = queue.poll(pause, TimeUnit.MILLISECONDS);
                pause = survive(first);
            }
            saveSessions();
        } catch (InterruptedException e) {
            stopped = e;
        } catch (Throwable e) {
            stopped = e;
            LOG.log(Level.ERROR, "The thread of the store has ended", e);
            throw e;
        } finally {
            closing = true;
            ended = true;
            failAll();
            closeDatabase();
        }
    }

    /** Does a step; even a heap that is full must not end the thread, or nothing would ever be stored again. */
    private long survive(@Nullable Job<?> first) {
        try {
            return step(first);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "The thread of the store has failed; it continues", e);
            complete(group, new StoreUnavailableException("The store has failed: " + e, e));
            closeDatabase();
            return SOON_MILLIS;
        }
    }

    /** Does the next part of the work, and returns for how long to wait for a job before the next one. */
    private long step(@Nullable Job<?> first) {
        if (first != null) {
            execute(group(first));
        } else if (registrar.hasWork()) {
            execute(List.of());
        }
        return tidy(first != null || registrar.hasWork() || registrar.demand().isReading());
    }

    /** Saves the sessions that one transaction could not save, unless the file is unavailable. */
    private void saveSessions() {
        long before = Long.MAX_VALUE;
        long left = registrar.backlog();
        while (left > 0 && left < before) {
            execute(List.of());
            before = left;
            left = registrar.backlog();
        }
    }

    private void failAll() {
        for (Job<?> job = queue.poll(); job != null; job = queue.poll()) {
            job.result.completeExceptionally(new StoreUnavailableException("The store is closed", stopped));
        }
    }

    /** Returns jobs that share a transaction. The list has enough space from the start, so no job is lost on a full heap. */
    private List<Job<?>> group(Job<?> first) {
        group.clear();
        group.add(first);
        Job<?> next = queue.peek();
        while (!first.isAlone && next != null && !next.isAlone && group.size() < MOST_JOBS) {
            group.add(queue.remove());
            next = queue.peek();
        }
        return group;
    }

    /** Commits jobs in one transaction. Whatever fails, each of them gets a result, and the thread survives. */
    private void execute(List<Job<?>> jobs) {
        isWoken.set(false);
        try {
            commit(jobs);
        } catch (SQLException e) {
            fail(jobs, e);
        } catch (StoreUnavailableException e) {
            fail(jobs, e);
        } catch (RuntimeException e) {
            failOrSplit(jobs, e);
        } catch (Throwable e) {
            // The connection may be in any state.
            closeDatabase();
            fail(jobs, new StoreUnavailableException("The store has failed: " + e, e));
        }
    }

    private void fail(List<Job<?>> jobs, SQLException e) {
        if (!Failures.isPassing(e)) {
            closeDatabase();
        }
        StoreUnavailableException reason = Failures.unavailable(file.path(), e);
        if (Failures.isOfOneChange(e)) {
            failOrSplit(jobs, Failures.isFull(e) ? new NoSpaceException(reason) : reason);
        } else {
            fail(jobs, reason);
        }
    }

    private void fail(List<Job<?>> jobs, StoreUnavailableException reason) {
        outage.begin(reason);
        complete(jobs, reason);
    }

    /** For example, one message is too large for the rest of the disk, but the others are not. */
    private void failOrSplit(List<Job<?>> jobs, RuntimeException reason) {
        if (jobs.size() > 1) {
            jobs.forEach(job -> execute(List.of(job)));
            return;
        }
        if (jobs.isEmpty() || jobs.contains(wakeUp)) {
            // No caller gets the reason.
            outage.begin(reason);
        }
        complete(jobs, reason);
    }

    private static void complete(Iterable<Job<?>> jobs, RuntimeException reason) {
        jobs.forEach(job -> job.result.completeExceptionally(reason));
    }

    private void commit(List<Job<?>> jobs) throws SQLException {
        file.requireInPlace();
        Database connected = connect();
        connected.executeAgain("BEGIN IMMEDIATE");
        Transaction transaction = new Transaction(connected, registrar.ledger());
        List<Runnable> results = new ArrayList<>(jobs.size());
        boolean isCommitted = false;
        try {
            registrar.begin(transaction);
            for (Job<?> job : jobs) {
                results.add(job.run(transaction));
            }
            registrar.beforeCommit(transaction);
            if (transaction.hasNewLedger()) {
                transaction.ledger().write(connected);
            }
            connected.executeAgain("COMMIT");
            isCommitted = true;
        } finally {
            if (!isCommitted) {
                rollBack(connected);
            }
        }
        registrar.keep(transaction);
        // If the file has been deleted in the meantime, the message must not be acknowledged.
        file.requireInPlace();
        outage.end();
        notifyListeners(transaction);
        results.forEach(Runnable::run);
    }

    /** Survives any failure, because the messages are stored and must not be sent again. */
    private void notifyListeners(Transaction transaction) {
        try {
            registrar.committed(transaction);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "The store cannot announce changes", e);
        }
    }

    /** SQLite has already rolled back after some errors. */
    private static void rollBack(Database database) {
        try {
            database.rollBack();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "Already rolled back", e);
        }
    }

    private Database connect() throws SQLException {
        Database known = database;
        if (known == null) {
            known = Database.forWriting(file.path(), durability);
            database = known;
            try {
                Selection.createTables(known);
                registrar.keep(Ledger.read(known));
                file.rememberLog();
            } catch (SQLException | RuntimeException e) {
                closeDatabase();
                throw e;
            }
        }
        return known;
    }

    /** Does a part of the work that nobody waits for, and returns how many milliseconds it must wait for the next part. */
    private long tidy(boolean isBusy) {
        if (!isBusy && buildSignatures()) {
            return BETWEEN_STEPS_MILLIS;
        }
        if (!isBusy) {
            return idle() ? SOON_MILLIS : LATER_MILLIS;
        }
        if (!closing && System.nanoTime() - lastStep > LONGEST_WITHOUT_STEP_NANOS) {
            buildSignatures();
        }
        return SOON_MILLIS;
    }

    /** Does a step, and returns whether there may be more; after an error, only later. */
    private boolean buildSignatures() {
        if (!registrar.hasSignatureWork()) {
            return false;
        }
        lastStep = System.nanoTime();
        Job<Boolean> step = new Job<>(registrar::buildSignatures, true);
        execute(List.of(step));
        try {
            return step.result.join();
        } catch (CompletionException e) {
            LOG.log(Level.DEBUG, "The store does without new signatures", e);
            return false;
        }
    }

    private boolean idle() {
        try {
            file.requireInPlace();
            boolean hasMore = registrar.idle(connect());
            tidyingOutage.end();
            return hasMore;
        } catch (SQLException | StoreUnavailableException e) {
            tidyingOutage.begin(e);
            return false;
        } catch (Throwable e) {
            closeDatabase();
            tidyingOutage.begin(e);
            return false;
        }
    }

    private void closeDatabase() {
        Database known = database;
        database = null;
        if (known != null) {
            file.forgetLog();
            try {
                known.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "Cannot close a connection", e);
            }
        }
    }

    /** Commits all queued work and everything that is only in memory, and ends the thread. */
    void close() {
        if (!closing) {
            queue.add(new Job<>(
                    transaction -> {
                        registrar.end();
                        return true;
                    },
                    true));
            closing = true;
            wake();
        }
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes all changes, one transaction after another. The thread of the store commits everything that waits for it in one
 * transaction, so that many clients share the cost of a commit; it also does the work that nobody waits for. The calling thread
 * itself executes a change that needs a separate transaction, unless another thread is writing. This saves two thread switches.
 *
 * <p>Thread-safe.
 */
final class Writer {
    private static final Logger LOG = System.getLogger(Writer.class.getName());
    private static final int MOST_JOBS = 256;
    /** How long nobody must have written before the thread tidies the file. */
    private static final long SOON_MILLIS = 100;

    private static final long LATER_MILLIS = 30_000;
    private static final long BETWEEN_STEPS_MILLIS = 10;
    /** Signatures are built even if somebody always needs the writer, or searching would become slower and slower. */
    private static final long LONGEST_WITHOUT_STEP_NANOS = 1_000_000_000;

    private final Registrar registrar;
    private final Committer committer;
    private final Queue<Job<?>> queue = new ConcurrentLinkedQueue<>();
    private final Job<Boolean> wakeUp = new Job<>(transaction -> true, Job.Kind.WAKE_UP);
    private final Thread thread;
    private final AtomicBoolean isWoken = new AtomicBoolean();
    /** Exists before memory is short. */
    private final StoreUnavailableException failure = new StoreUnavailableException(
            "The store has failed, probably because memory is short; the log has the reason", null);

    private volatile boolean isParked;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile @Nullable Throwable stopped;

    /** The thread that holds this lock may write. */
    private final ReentrantLock turn = new ReentrantLock();

    // Used only by the holder of the turn.
    private final List<Job<?>> group = new ArrayList<>(MOST_JOBS);
    private long lastStep = System.nanoTime();
    /** When a job was last executed. */
    private long lastWork = System.nanoTime();
    /** Whether the thread waits for {@link #LATER_MILLIS}. */
    private boolean isResting;

    /** Creates a writer; {@link #start} must follow. */
    Writer(StoreFile file, Durability durability, Database database, Registrar registrar) {
        this.registrar = registrar;
        this.committer = new Committer(file, durability, database, registrar);
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
    <T> T shared(Job.Work<T> work) {
        return result(new Job<>(work, Job.Kind.SHARED));
    }

    /** Does work in its own transaction, and returns its result after the commit. Throws the exceptions of the work. */
    <T> T alone(Job.Work<T> work) {
        return result(new Job<>(work, Job.Kind.ALONE));
    }

    /** Begins a transaction soon, without waiting for it. */
    void wake() {
        if (isWoken.compareAndSet(false, true)) {
            enqueue(wakeUp);
        }
    }

    private void enqueue(Job<?> job) {
        queue.add(job);
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    private <T> T result(Job<T> job) {
        requireOpen();
        if (turn.isHeldByCurrentThread()) {
            // It would wait for itself.
            throw new IllegalStateException(
                    "A listener of the store, and a function that changes tags, must not call the store");
        }
        if (!tryToExecute(job)) {
            enqueue(job);
            if (ended) {
                // Too late for the thread to see it.
                failAll();
            }
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

    /**
     * Executes a job on the calling thread. Returns false if the job may share a transaction, or another thread is writing or waiting
     * to write.
     */
    private boolean tryToExecute(Job<?> job) {
        if (!job.isAlone() || !queue.isEmpty() || turn.hasQueuedThreads() || !turn.tryLock()) {
            return false;
        }
        boolean wasResting = false;
        try {
            if (closing || !queue.isEmpty()) {
                return false;
            }
            wasResting = isResting;
            isResting = false;
            execute(List.of(job));
            return true;
        } finally {
            turn.unlock();
            if (wasResting) {
                // If the thread has not parked yet, its next park returns at once.
                LockSupport.unpark(thread);
            }
        }
    }

    /** Returns whether the last transaction has failed for a reason that may last; the thread tries again by itself. */
    boolean isFailing() {
        return committer.isFailing();
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
            long millis = SOON_MILLIS;
            while (!closing || !queue.isEmpty()) {
                pause(millis);
                millis = survive();
            }
            inTurn(this::saveSessions);
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
            inTurn(committer::close);
        }
    }

    private void pause(long millis) throws InterruptedException {
        isParked = true;
        // After the assignment, so that a job that is added now either is seen here or wakes the thread.
        if (queue.isEmpty()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
        }
        isParked = false;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void inTurn(Runnable action) {
        turn.lock();
        try {
            action.run();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Does a step, and returns for how many milliseconds to wait before the next one. Even a full heap must not end the thread, or
     * nothing would ever be stored again.
     */
    private long survive() {
        boolean isMyTurn = false;
        try {
            turn.lock();
            isMyTurn = true;
            long millis = step();
            isResting = millis == LATER_MILLIS;
            return millis;
        } catch (Throwable e) {
            if (isMyTurn) {
                committer.close();
            }
            report(e);
            return SOON_MILLIS;
        } finally {
            if (isMyTurn) {
                turn.unlock();
            }
        }
    }

    private static void report(Throwable failure) {
        if (failure instanceof OutOfMemoryError shortage) {
            // A line of the log might need memory, too.
            MemoryShortage.report(shortage);
        } else {
            LOG.log(Level.ERROR, "The store has failed; it continues", failure);
        }
    }

    private long step() {
        List<Job<?>> jobs = nextGroup();
        if (!jobs.isEmpty() || registrar.hasWork()) {
            execute(jobs);
        }
        boolean isBusy = System.nanoTime() - lastWork < TimeUnit.MILLISECONDS.toNanos(SOON_MILLIS);
        return tidy(isBusy || registrar.hasWork() || registrar.demand().isReading());
    }

    /** Commits jobs; whatever happens, each of them gets a result. */
    private void execute(List<Job<?>> jobs) {
        isWoken.set(false);
        lastWork = System.nanoTime();
        try {
            committer.execute(jobs);
        } catch (Throwable e) {
            // For example, memory has ended while a failure was handled.
            committer.close();
            fail(jobs);
            report(e);
        }
    }

    private void fail(List<Job<?>> jobs) {
        int failed = 0;
        while (failed < jobs.size()) {
            try {
                jobs.get(failed).fail(failure);
                failed++;
            } catch (OutOfMemoryError e) {
                // This needs few bytes, which others soon free.
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(BETWEEN_STEPS_MILLIS));
            }
        }
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
            job.fail(new StoreUnavailableException("The store is closed", stopped));
        }
    }

    /**
     * Returns the jobs of the next transaction; none if nobody waits. The list has enough space from the start, so no job is lost
     * on a full heap.
     */
    private List<Job<?>> nextGroup() {
        group.clear();
        Job<?> next = queue.peek();
        while (next != null && group.size() < MOST_JOBS && (group.isEmpty() || !next.isAlone())) {
            group.add(queue.remove());
            next = group.get(0).isAlone() ? null : queue.peek();
        }
        return group;
    }

    /** Does a part of the work that nobody waits for, and returns how many milliseconds it must wait for the next part. */
    private long tidy(boolean isBusy) {
        if (!isBusy && buildSignatures()) {
            return BETWEEN_STEPS_MILLIS;
        }
        if (!isBusy) {
            return committer.idle() ? SOON_MILLIS : LATER_MILLIS;
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
        Job<Boolean> step = new Job<>(registrar::buildSignatures, Job.Kind.ALONE);
        committer.execute(List.of(step));
        try {
            return step.result.join();
        } catch (CompletionException e) {
            LOG.log(Level.DEBUG, "The store does without new signatures", e);
            return false;
        }
    }

    /** Commits all queued work and everything that is only in memory, and ends the thread. */
    void close() {
        if (!closing) {
            enqueue(new Job<>(
                    transaction -> {
                        registrar.end();
                        return true;
                    },
                    Job.Kind.ALONE));
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

package io.github.smtpfake.testing;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what must happen soon. Each wait fails after a minute and says what it waited for, so that a test fails instead of
 * hanging. A busy machine needs much longer than an idle one; only a test that fails waits to the end.
 */
public final class TimeLimit {
    /** How long a wait may last. */
    public static final Duration DURATION = Duration.ofMinutes(1);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private TimeLimit() {}

    /**
     * Checks the condition every millisecond until it holds. Only for conditions that nothing signals.
     *
     * @param expectation what the test expects, as in "Expected the port to be closed"
     */
    public static void until(String expectation, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + DURATION.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw failure(expectation);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits for a signal. */
    public static void await(CountDownLatch signal) {
        try {
            if (!signal.await(DURATION.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failure("a signal, but " + signal.getCount() + " more were missing");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted before the signal", e);
        }
    }

    /** Removes and returns the next element of the queue. */
    public static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(DURATION.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            throw failure("an element of a queue");
        }
        return next;
    }

    /** Waits until the thread has ended. */
    public static void join(Thread thread) throws InterruptedException {
        thread.join(DURATION.toMillis());
        if (thread.isAlive()) {
            AssertionError failure = failure("the thread " + thread.getName() + " to end");
            failure.setStackTrace(thread.getStackTrace());
            throw failure;
        }
    }

    /** Returns the result, or throws what the computation threw. */
    public static <T> T get(Future<T> result) throws Exception {
        try {
            return result.get(DURATION.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failure("a result");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /**
     * Kills the process if it runs for longer than two minutes, because nothing else ends a read of its output.
     *
     * @return the same process
     */
    public static Process limit(Process process) {
        CompletableFuture<Process> unused = process.onExit()
                .orTimeout(2 * DURATION.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((ended, failure) -> {
                    // A process that has ended by itself may have output that nobody has read yet.
                    if (failure != null) {
                        process.destroyForcibly();
                    }
                });
        return process;
    }

    private static AssertionError failure(String expectation) {
        return new AssertionError("Expected " + expectation + " within " + DURATION.toSeconds() + " s");
    }
}

package io.github.smtpfake.rest.internal.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Counts the answers that are being prepared or sent, so that a stopping server can wait for them. Thread-safe. */
final class AnswersInFlight {
    private int count;

    /** Runs a task that prepares and sends an answer. */
    void count(Runnable task) {
        begin();
        try {
            task.run();
        } finally {
            end();
        }
    }

    /** Runs tasks later. */
    interface Resumption {

        /**
         * Runs a task later.
         *
         * @param ifDropped what to do instead if the task will never run
         * @throws RejectedExecutionException if the task will never run; after this and any other failure, {@code ifDropped} is
         *     not called
         */
        void resume(Runnable task, Runnable ifDropped);
    }

    /** Returns an executor whose tasks count from the moment of their submission. */
    Executor counting(Resumption threads) {
        return task -> {
            begin();
            try {
                threads.resume(
                        () -> {
                            try {
                                task.run();
                            } finally {
                                end();
                            }
                        },
                        this::end);
            } catch (Throwable e) {
                end();
                throw e;
            }
        };
    }

    private synchronized void begin() {
        count++;
    }

    private synchronized void end() {
        count--;
        notifyAll();
    }

    /** Waits until no answer is in flight, but no longer than the given time. */
    synchronized void awaitNone(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (long left = timeout.toNanos(); count > 0 && left > 0; left = deadline - System.nanoTime()) {
                // Never 0, which would wait without a timeout.
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

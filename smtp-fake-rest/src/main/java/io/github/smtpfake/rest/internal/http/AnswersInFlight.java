package io.github.smtpfake.rest.internal.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Counts the answers that are being made or written, so that a stop can let them come to their end. Thread-safe. */
final class AnswersInFlight {
    private int count;

    /** Runs a task that makes and writes an answer. */
    void count(Runnable task) {
        begin();
        try {
            task.run();
        } finally {
            end();
        }
    }

    /** Returns an executor whose tasks count from when they are given to it. */
    Executor counting(Executor threads) {
        return task -> {
            begin();
            try {
                threads.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        end();
                    }
                });
            } catch (RejectedExecutionException e) {
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

    /** Waits until there is none; returns at once if there is none now, and without them when the time is over. */
    synchronized void awaitNone(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toNanos(); count > 0 && left > 0; left = deadline - System.nanoTime()) {
                // Never 0, which would be for ever.
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

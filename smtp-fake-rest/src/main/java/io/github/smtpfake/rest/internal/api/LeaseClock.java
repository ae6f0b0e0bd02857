package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.NamedThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Measures the time of leases. */
interface LeaseClock extends AutoCloseable {

    /** Returns the current time in nanoseconds since an arbitrary one, as {@link System#nanoTime}. */
    long nanoTime();

    /**
     * Runs a task once, later.
     *
     * @return cancels the task; done if the clock is closed
     */
    Future<?> after(Duration delay, Runnable task);

    /** Runs no further task. */
    @Override
    void close();

    /** Returns the clock of the JVM. It has a thread while a task is waiting. */
    static LeaseClock system() {
        ScheduledThreadPoolExecutor tasks =
                new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-leases"));
        tasks.setRemoveOnCancelPolicy(true);
        tasks.setKeepAliveTime(1, TimeUnit.SECONDS);
        tasks.allowCoreThreadTimeOut(true);
        return new LeaseClock() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Future<?> after(Duration delay, Runnable task) {
                try {
                    return tasks.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                } catch (RejectedExecutionException e) {
                    Future<?> never = new FutureTask<>(task, null);
                    never.cancel(false);
                    return never;
                }
            }

            @Override
            public void close() {
                tasks.shutdownNow();
            }
        };
    }
}

package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that compare large messages with parked requests. They end when they are idle. Thread-safe. */
final class SlowComparisons implements AutoCloseable {
    /** Smaller messages are parsed within milliseconds, whatever they contain. */
    private static final int LARGE = 65_536;

    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamedThreads("smtp-fake-http-large"));

    SlowComparisons() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns whether it may take long to compare the content of a message with a query. */
    static boolean isSlow(CapturedMessage message) {
        return message.size() > LARGE;
    }

    /**
     * Runs a comparison later.
     *
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
     */
    void execute(Runnable comparison) {
        threads.execute(comparison);
    }

    /** Abandons all comparisons. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

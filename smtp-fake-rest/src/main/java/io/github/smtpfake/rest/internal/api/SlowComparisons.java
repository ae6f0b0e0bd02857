package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that compare large messages with parked requests, small messages first, so that a message that takes long hardly
 * delays the others; but a message is never overtaken by those that arrive much later. They end when they are idle. Thread-safe.
 */
final class SlowComparisons implements AutoCloseable {
    /** Smaller messages are parsed within milliseconds, whatever they contain. */
    private static final int LARGE = 65_536;

    /** Each reserves the memory that it needs, and a thread that computes shares the processors with the others. */
    private static final int THREADS = 16;

    private static final int IDLE_SECONDS = 5;

    /** A message is overtaken by smaller ones only until as many have arrived as it is larger by multiples of this size. */
    private static final int BYTES_PER_TURN = 65_536;

    private final AtomicLong arrivals = new AtomicLong();

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            new NamedThreads("smtp-fake-http-large"));

    SlowComparisons() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns whether it may take long to compare the content of a message with a query. */
    static boolean isSlow(CapturedMessage message) {
        return message.size() > LARGE;
    }

    /** A comparison that begins when none has an earlier turn. */
    private record Comparison(long turn, Runnable task) implements Runnable, Comparable<Comparison> {
        @Override
        public int compareTo(Comparison other) {
            return Long.compare(turn, other.turn);
        }

        @Override
        public void run() {
            task.run();
        }
    }

    /**
     * Runs a comparison later, unless {@link #close} was called.
     *
     * @param size the size of the message in bytes
     */
    void execute(int size, Runnable comparison) {
        try {
            threads.execute(new Comparison(arrivals.getAndIncrement() + size / BYTES_PER_TURN, comparison));
        } catch (RejectedExecutionException e) {
            // The server is stopping, and answers all requests.
            return;
        }
    }

    /** Abandons all comparisons. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

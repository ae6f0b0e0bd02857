package io.github.smtpfake.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A call on a thread of its own, of which a test can tell when it waits. */
public final class Background<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> call) {
        this.task = new FutureTask<>(call);
        this.thread = new Thread(task, "background of a test");
        thread.setDaemon(true);
    }

    public static <T> Background<T> of(Callable<T> call) {
        Background<T> background = new Background<>(call);
        background.thread.start();
        return background;
    }

    public static Background<Void> run(Runnable call) {
        return of(() -> {
            call.run();
            return null;
        });
    }

    /** Returns when the call waits for something, or is over. */
    public Background<T> untilItWaits() {
        long start = System.nanoTime();
        while (!task.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError("The call does not wait, but is " + thread.getState());
            }
            Thread.onSpinWait();
        }
        return this;
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** Returns what the call returned, or throws what it threw. */
    public T get() throws Exception {
        try {
            return task.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}

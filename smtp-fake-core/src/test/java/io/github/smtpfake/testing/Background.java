package io.github.smtpfake.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A call on a separate thread; a test can see whether the call waits. */
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

    /** Returns as soon as the call waits with a timeout, or is over. */
    public Background<T> untilItWaits() throws Exception {
        TimeLimit.until("the call to wait", () -> task.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
        return this;
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** Waits until the call is over, but no longer than the given time. */
    public void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** Returns what the call returned, or throws what it threw. */
    public T get() throws Exception {
        return TimeLimit.get(task);
    }
}

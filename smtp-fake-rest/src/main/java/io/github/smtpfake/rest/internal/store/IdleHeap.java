package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Gives the memory that received mail has used back to the system, once no more mail arrives. The JVM never does so by
 * itself while the server is idle. For stores that keep their mail in a file: collecting takes some milliseconds then, but
 * longer with much mail in memory. Thread-safe.
 */
public final class IdleHeap implements StoreListener, AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** The store indexes messages after they have arrived, which fills the heap again. */
    private static final int MOST_COLLECTIONS = 6;

    private final long quietNanos;
    private final Runnable collection;
    private final LongSupplier heapSize;
    private final Thread thread;
    private volatile long lastArrival;
    private volatile boolean hasArrivals;
    private volatile boolean closing;

    private IdleHeap(Duration quiet, Runnable collection, LongSupplier heapSize) {
        this.quietNanos = quiet.toNanos();
        this.collection = collection;
        this.heapSize = heapSize;
        this.thread = new Thread(this::run, "smtp-fake-idle");
        thread.setDaemon(true);
    }

    /** Returns a listener that has started its thread. */
    public static IdleHeap start() {
        return start(QUIET, System::gc, Runtime.getRuntime()::totalMemory);
    }

    static IdleHeap start(Duration quiet, Runnable collection, LongSupplier heapSize) {
        IdleHeap heap = new IdleHeap(quiet, collection, heapSize);
        heap.thread.start();
        return heap;
    }

    @Override
    public void added(CapturedMessage message) {
        lastArrival = System.nanoTime();
        if (!hasArrivals) {
            hasArrivals = true;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void removed(List<String> ids) {
        // Needs little memory.
    }

    @Override
    public void changed(SmtpSession session) {
        // Needs little memory.
    }

    private void run() {
        while (!closing) {
            if (hasArrivals) {
                awaitQuiet();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void awaitQuiet() {
        long last = lastArrival;
        long remaining = last + quietNanos - System.nanoTime();
        if (remaining > 0) {
            LockSupport.parkNanos(this, remaining);
            return;
        }
        hasArrivals = false;
        if (lastArrival == last) {
            collectUntilStable();
        } else {
            // The message arrived before the flag was cleared.
            hasArrivals = true;
        }
    }

    private void collectUntilStable() {
        long size = 0;
        for (int i = 0; i < MOST_COLLECTIONS && isIdle() && heapSize.getAsLong() > size; i++) {
            collection.run();
            size = heapSize.getAsLong();
            pause();
        }
    }

    private boolean isIdle() {
        return !closing && !hasArrivals;
    }

    private void pause() {
        long end = System.nanoTime() + quietNanos;
        long remaining = quietNanos;
        while (isIdle() && remaining > 0) {
            LockSupport.parkNanos(this, remaining);
            remaining = end - System.nanoTime();
        }
    }

    /** Waits until the thread has ended. */
    void join() throws InterruptedException {
        thread.join();
    }

    /** Ends the thread, without waiting for it. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }
}

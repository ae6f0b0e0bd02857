package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives the memory that received mail has used back to the system, once no more mail arrives. The JVM never does so by
 * itself while the server is idle. For stores that keep their mail in a file: collecting takes some milliseconds then, but
 * longer with much mail in memory. Thread-safe.
 *
 * <p>It collects as long as the size of the heap changes: the store indexes messages after they have arrived, which fills
 * the heap again, and the serial collector shrinks the heap only with the second, third and fourth collection in succession.
 */
public final class IdleHeap implements StoreListener, AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int MOST_COLLECTIONS = 6;
    /** Until mail arrives. */
    static final long FOREVER = Long.MAX_VALUE;

    private final long quietNanos;
    private final Jvm jvm;
    private final Thread thread;
    private volatile long lastArrival;
    private volatile boolean hasArrivals;
    private volatile boolean closing;

    // Used by the thread only: the collections that may follow, and when the next one does.
    private int remainingCollections;
    private long nextCollection;
    private long heapSize;

    /** What this class needs of the JVM. */
    interface Jvm {
        long nanoTime();

        void collect();

        /** Returns the size of the heap in bytes, used or not. */
        long heapSize();
    }

    private static final class RunningJvm implements Jvm {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void collect() {
            System.gc();
        }

        @Override
        public long heapSize() {
            return Runtime.getRuntime().totalMemory();
        }
    }

    /** Creates a listener whose thread has not started. */
    IdleHeap(Duration quiet, Jvm jvm) {
        this.quietNanos = quiet.toNanos();
        this.jvm = jvm;
        this.thread = new Thread(this::run, "smtp-fake-idle");
        thread.setDaemon(true);
    }

    /** Returns a listener that has started its thread. */
    public static IdleHeap start() {
        return start(QUIET, new RunningJvm());
    }

    static IdleHeap start(Duration quiet, Jvm jvm) {
        IdleHeap heap = new IdleHeap(quiet, jvm);
        heap.thread.start();
        return heap;
    }

    @Override
    public void added(CapturedMessage message) {
        lastArrival = jvm.nanoTime();
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
            long wait = collectIfDue();
            LockSupport.parkNanos(this, wait);
        }
    }

    /** Collects if it is time, and returns after how many nanoseconds to call this again; {@link #FOREVER} if nothing is left to do. */
    long collectIfDue() {
        if (hasArrivals) {
            long last = lastArrival;
            long remaining = last + quietNanos - jvm.nanoTime();
            if (remaining > 0) {
                return remaining;
            }
            hasArrivals = false;
            if (lastArrival != last) {
                // The message arrived before the flag was cleared.
                hasArrivals = true;
                return 0;
            }
            remainingCollections = MOST_COLLECTIONS;
            nextCollection = jvm.nanoTime();
            heapSize = 0;
        }
        if (remainingCollections == 0) {
            return FOREVER;
        }
        long remaining = nextCollection - jvm.nanoTime();
        return remaining > 0 ? remaining : collect();
    }

    private long collect() {
        jvm.collect();
        long size = jvm.heapSize();
        remainingCollections = size == heapSize ? 0 : remainingCollections - 1;
        heapSize = size;
        nextCollection = jvm.nanoTime() + quietNanos;
        return remainingCollections == 0 ? FOREVER : quietNanos;
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

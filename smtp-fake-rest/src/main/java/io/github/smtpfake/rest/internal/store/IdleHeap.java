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
 * <p>It collects as long as the size of the heap changes, because the serial collector may shrink it only with the second, third
 * and fourth collection in succession, and as long as the heap fills again: the store indexes messages after they have arrived.
 */
public final class IdleHeap implements StoreListener, AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int LEAST_COLLECTIONS = 2;
    /** Ten minutes of them, because clients that read mail fill the heap, too. */
    private static final int MOST_COLLECTIONS = 60;
    /** What a few requests leave behind, such as those of a health check. */
    private static final long LITTLE = 4 << 20;
    /** Until mail arrives. */
    static final long FOREVER = Long.MAX_VALUE;

    private final long quietNanos;
    private final Jvm jvm;
    private final Thread thread;
    private volatile long lastArrival;
    private volatile boolean hasArrivals;
    private volatile boolean closing;

    // Used by the thread only: whether more collections may follow, and what the last one left behind.
    private boolean watching;
    private int collections;
    private long nextCollection;
    private boolean resized;
    private long heapSize;
    private long usedHeap;

    /** What this class needs of the JVM. */
    interface Jvm {
        long nanoTime();

        void collect();

        /** Returns the size of the heap in bytes, used or not. */
        long heapSize();

        /** Returns how many bytes of the heap are in use, by garbage, too. */
        long usedHeap();
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

        @Override
        public long usedHeap() {
            return heapSize() - Runtime.getRuntime().freeMemory();
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
            watching = true;
            collections = 0;
            nextCollection = jvm.nanoTime();
        }
        if (!watching) {
            return FOREVER;
        }
        long remaining = nextCollection - jvm.nanoTime();
        if (remaining > 0) {
            return remaining;
        }
        watching = collections < MOST_COLLECTIONS && isWorthwhile();
        return watching ? collect() : FOREVER;
    }

    private boolean isWorthwhile() {
        return collections < LEAST_COLLECTIONS || resized || jvm.usedHeap() - usedHeap > LITTLE;
    }

    private long collect() {
        jvm.collect();
        collections++;
        long size = jvm.heapSize();
        resized = size != heapSize;
        heapSize = size;
        usedHeap = jvm.usedHeap();
        nextCollection = jvm.nanoTime() + quietNanos;
        return quietNanos;
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

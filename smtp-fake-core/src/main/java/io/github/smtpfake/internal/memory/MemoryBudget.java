package io.github.smtpfake.internal.memory;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The memory that mail may use: what stores keep, what clients send, and what requests read and write. All servers of a JVM
 * share one budget, because they share the heap. It leaves out what the JVM and the libraries need. Thread-safe.
 *
 * <p>What is kept has its own share, so that a full store leaves room for messages that arrive or are read: a store that
 * reaches the share evicts its oldest messages. Everything else is reserved before it is allocated. A sender that finds no
 * room is rejected at once, because it already occupies memory that others need; a reader waits for a moment first.
 */
public final class MemoryBudget {
    private static final long MIB = 1024 * 1024;
    /** What an idle server occupies, and what its threads allocate without asking. */
    private static final long BASE = 12 * MIB;
    /** The collector needs some free memory, in proportion to the heap. */
    private static final int SHARE_OF_COLLECTOR = 8;

    private static final int SMALLEST_SHARE = 4;
    private static final int SHARE_WHEN_FILLING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long COLLECTION_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final MemoryBudget OF_JVM =
            new MemoryBudget(capacity(Runtime.getRuntime().maxMemory()), PATIENCE);

    private final Executor starter;
    private final long capacity;
    private final long keptCapacity;
    private final long patienceNanos;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    /** What accounts count that does not reduce the share of stores. */
    private final AtomicLong passing = new AtomicLong();

    private final Queue<Entry> accounts = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Queue<Runnable> onFilling = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lastCollection = new AtomicLong(System.nanoTime() - COLLECTION_PAUSE_NANOS);
    /** How many bytes the reservations of each thread have. A thread has one task at a time. */
    private final ThreadLocal<AtomicLong> held = ThreadLocal.withInitial(new ZeroBytes());

    /**
     * Counts the bytes of an account, also after the account has been collected.
     *
     * @param total the total of which the bytes are a part
     */
    record Counter(AtomicLong bytes, AtomicLong total) {}

    private record Entry(WeakReference<MemoryAccount> account, Counter counter) {}

    MemoryBudget(long capacity, Duration patience) {
        this(capacity, patience, new ThreadStarter());
    }

    /** @param starter runs the given action on a separate thread */
    MemoryBudget(long capacity, Duration patience, Executor starter) {
        this.starter = starter;
        this.capacity = capacity;
        this.keptCapacity = capacity / 4 * 3;
        this.patienceNanos = patience.toNanos();
    }

    /** Returns the budget of this JVM. */
    public static MemoryBudget ofJvm() {
        return OF_JVM;
    }

    /** Returns how much of a heap of this size mail may use. */
    static long capacity(long heap) {
        return Math.max(heap / SMALLEST_SHARE, heap - heap / SHARE_OF_COLLECTOR - BASE - MemoryReserve.size(heap));
    }

    /** Returns the total size of the budget in bytes. */
    public long capacity() {
        return capacity;
    }

    /** Returns how many bytes are free. */
    public long free() {
        return Math.max(0, capacity - used.get());
    }

    /** Returns a reservation of 0 bytes, which can grow. Its owner must close it. */
    public Reservation newReservation() {
        return new Reservation(this);
    }

    /**
     * Returns an account of 0 bytes for what a store keeps. What it counts is given back when its owner no longer refers to
     * it.
     */
    public MemoryAccount newAccount() {
        return newAccount(kept);
    }

    /** Returns an account of 0 bytes for what passes by, such as connections, and does not reduce the share of stores. */
    public MemoryAccount newPassingAccount() {
        return newAccount(passing);
    }

    private MemoryAccount newAccount(AtomicLong total) {
        removeEntriesOfCollected();
        Counter counter = new Counter(new AtomicLong(), total);
        MemoryAccount account = new MemoryAccount(this, counter);
        accounts.add(new Entry(new WeakReference<>(account), counter));
        return account;
    }

    /**
     * Reserves memory for a task that is about to begin. If there is no room, waits for a moment until others give some back.
     *
     * @param bytes the size, not negative
     * @return the reservation, which the caller must close
     * @throws NotEnoughMemoryError if there is still no room
     */
    public Reservation reserve(long bytes) {
        Reservation reservation = newReservation();
        grow(reservation, bytes);
        return reservation;
    }

    void grow(Reservation reservation, long bytes) {
        boolean reserved = reservation.tryGrow(bytes);
        if (!reserved && (!Patience.isAllowed() || !mayFit(bytes) || !await(reservation, bytes))) {
            throw noRoomFor(bytes);
        }
    }

    /** Returns what counts the bytes that the current thread has reserved. */
    AtomicLong heldByThread() {
        return held.get();
    }

    /** Returns whether there would be room if other threads had reserved nothing: this one waits with all that it holds. */
    private boolean mayFit(long bytes) {
        return bytes <= capacity - kept.get() - heldByThread().get();
    }

    NotEnoughMemoryError noRoomFor(long bytes) {
        String need = "This needs " + (heldByThread().get() + bytes) + " bytes of memory, but of " + capacity;
        return mayFit(bytes)
                ? new NotEnoughMemoryError(need + " only " + free() + " are free now", false)
                : new NotEnoughMemoryError(need + " stored mail occupies " + kept.get(), true);
    }

    private boolean await(Reservation reservation, long bytes) {
        long remaining = patienceNanos;
        lock.lock();
        // Before the next attempt, so that a thread that gives memory back after it signals.
        waiting.incrementAndGet();
        try {
            // Without a collection of all garbage, for which other threads would wait, too.
            while (!reservation.tryGrowWithoutCollection(bytes)) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = released.awaitNanos(remaining);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /**
     * Sets what to do, once and on a separate thread, when an eighth of the budget is used: a class whose initialization fails
     * for lack of memory can never be used again, so a server should load its classes while there is plenty. Each server has
     * its own action.
     */
    public void whenFilling(Runnable action) {
        onFilling.add(action);
    }

    /** Removes an action that has not begun, so that the budget does not keep a server that no longer runs. */
    public void cancelWhenFilling(Runnable action) {
        onFilling.remove(action);
    }

    private void checkFilling() {
        if (used.get() > capacity / SHARE_WHEN_FILLING) {
            Runnable action = onFilling.poll();
            while (action != null && start(action)) {
                action = onFilling.poll();
            }
        }
    }

    /** Starts an action. If there is no memory for a thread, keeps the action for the next time, and returns false. */
    private boolean start(Runnable action) {
        try {
            starter.execute(action);
            return true;
        } catch (OutOfMemoryError e) {
            onFilling.add(action);
            return false;
        }
    }

    // Classes instead of lambdas, which a new JVM needs more time to create.

    private static final class ThreadStarter implements Executor {
        @Override
        public void execute(Runnable action) {
            Thread thread = new Thread(action, "smtp-fake-prepare");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static final class ZeroBytes implements Supplier<AtomicLong> {
        @Override
        public AtomicLong get() {
            return new AtomicLong();
        }
    }

    /** Takes memory, or returns false if there is no room. */
    boolean take(long bytes) {
        checkFilling();
        return takeIfFree(bytes) || removeCollected() && takeIfFree(bytes);
    }

    /** Takes memory like {@link #take}, but may miss garbage. It is fast, so that the caller may hold a lock. */
    boolean takeWithoutCollection(long bytes) {
        return takeIfFree(bytes) || removeEntriesOfCollected() && takeIfFree(bytes);
    }

    private boolean takeIfFree(long bytes) {
        long before = used.get();
        while (bytes <= capacity - before) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
        if (waiting.get() > 0) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Counts bytes that are kept from now on, for which the caller has made room, or fewer if the number is negative. */
    void count(long change, Counter counter) {
        counter.bytes().addAndGet(change);
        counter.total().addAndGet(change);
        giveBack(-change);
    }

    long keptCapacity() {
        return keptCapacity;
    }

    boolean canKeep(long more) {
        return fits(more) || removeEntriesOfCollected() && fits(more);
    }

    void makeRoomToKeep(long more) {
        if (!canKeep(more)) {
            removeCollected();
        }
    }

    private boolean fits(long more) {
        return kept.get() + more <= keptCapacity;
    }

    /** Returns whether there may be more room. */
    private boolean removeCollected() {
        return removeEntriesOfCollected() || collectGarbage() && removeEntriesOfCollected();
    }

    /** Gives back what accounts have counted that nobody uses any longer, such as those of the stores of earlier tests. */
    private boolean removeEntriesOfCollected() {
        boolean removed = false;
        for (Iterator<Entry> all = accounts.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.account().get() == null) {
                all.remove();
                giveBack(entry.counter());
                removed = true;
            }
        }
        return removed;
    }

    /** Gives back all that an account counts; only once, even if several threads find that it was collected. */
    private void giveBack(Counter forgotten) {
        long bytes = forgotten.bytes().getAndSet(0);
        forgotten.total().addAndGet(-bytes);
        giveBack(bytes);
    }

    /** If there are several accounts, some may be garbage. Returns whether it was collected, which is expensive. */
    private boolean collectGarbage() {
        long last = lastCollection.get();
        boolean isDue = accounts.size() > 1 && System.nanoTime() - last >= COLLECTION_PAUSE_NANOS;
        if (isDue && lastCollection.compareAndSet(last, System.nanoTime())) {
            System.gc();
            return true;
        }
        return false;
    }
}

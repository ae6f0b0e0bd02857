package io.github.smtpfake.internal.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory of a {@link MemoryBudget} that a task has reserved. Used by one thread at a time.
 *
 * <p>A task may have several reservations, and keeps them while it asks for more. The budget therefore knows what the
 * reservations that a thread was the last to increase have in total: what does not fit beside them never fits.
 */
public final class Reservation implements AutoCloseable {
    private final MemoryBudget budget;
    private final List<SharedBytes> read = new ArrayList<>(0);
    private long bytes;
    /** Counts the bytes of all reservations of a thread, including these. */
    private AtomicLong holder;

    Reservation(MemoryBudget budget) {
        this.budget = budget;
        this.holder = budget.heldByThread();
    }

    private void change(long change) {
        bytes += change;
        holder.addAndGet(change);
    }

    /** Counts the bytes as those of the current thread. */
    private void enterThread() {
        AtomicLong current = budget.heldByThread();
        if (holder != current) {
            holder.addAndGet(-bytes);
            holder = current;
            holder.addAndGet(bytes);
        }
    }

    /** Reserves more bytes; returns false, and changes nothing, if there is no room now. */
    public boolean tryGrow(long more) {
        enterThread();
        if (!budget.take(more)) {
            return false;
        }
        change(more);
        return true;
    }

    /** Reserves more bytes like {@link #tryGrow}, but without a slow search for garbage. */
    boolean tryGrowWithoutCollection(long more) {
        boolean taken = budget.takeWithoutCollection(more);
        change(taken ? more : 0);
        return taken;
    }

    /**
     * Reserves more bytes.
     *
     * @throws NotEnoughMemoryError if there is no room now; nothing has changed
     */
    public void grow(long more) {
        if (!tryGrow(more)) {
            throw budget.noRoomFor(more);
        }
    }

    /**
     * Reserves more bytes. If there is no room, waits for a moment until others give some back, unless {@link Patience}
     * forbids it.
     *
     * @throws NotEnoughMemoryError if there is still no room; nothing has changed
     */
    public void growWhenFree(long more) {
        budget.grow(this, more);
    }

    /**
     * Keeps bytes counted that their owner may give up meanwhile.
     *
     * @return whether they are counted; otherwise this reservation has to grow by their number
     */
    public boolean share(SharedBytes shared) {
        if (!shared.beginRead()) {
            return false;
        }
        read.add(shared);
        return true;
    }

    /** Reserves more bytes even if there is no room, because the caller has made others give as many back soon. */
    public void overdraw(long more) {
        enterThread();
        budget.giveBack(-more);
        change(more);
    }

    /** Moves all bytes to another reservation of the same budget. */
    public void moveTo(Reservation other) {
        other.enterThread();
        other.change(bytes);
        change(-bytes);
    }

    /** Gives all but the given number of bytes back. */
    public void shrinkTo(long remaining) {
        if (bytes > remaining) {
            long freed = bytes - remaining;
            change(-freed);
            budget.giveBack(freed);
        }
    }

    /** Returns the size in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Gives all bytes back, and ends the use of those of others. The reservation can be used again. */
    @Override
    public void close() {
        shrinkTo(0);
        for (SharedBytes shared : read) {
            shared.endRead();
        }
        read.clear();
    }
}

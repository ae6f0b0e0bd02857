package io.github.smtpfake.internal.memory;

import java.util.ArrayList;
import java.util.List;

/** Memory of a {@link MemoryBudget} that a task has reserved. Used by one thread at a time. */
public final class Reservation implements AutoCloseable {
    private final MemoryBudget budget;
    private final List<SharedBytes> read = new ArrayList<>(0);
    private long bytes;

    Reservation(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Reserves more bytes; returns false, and changes nothing, if there is no room now. */
    public boolean tryGrow(long more) {
        if (!budget.take(more)) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** Reserves more bytes like {@link #tryGrow}, but without a slow search for garbage. */
    boolean tryGrowWithoutCollection(long more) {
        boolean taken = budget.takeWithoutCollection(more);
        bytes += taken ? more : 0;
        return taken;
    }

    /**
     * Reserves more bytes.
     *
     * @throws NotEnoughMemoryError if there is no room now; nothing has changed
     */
    public void grow(long more) {
        if (!tryGrow(more)) {
            throw budget.noRoomFor(this, more);
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
        budget.giveBack(-more);
        bytes += more;
    }

    /** Moves all bytes to another reservation of the same budget. */
    public void moveTo(Reservation other) {
        other.bytes += bytes;
        bytes = 0;
    }

    /** Gives all but the given number of bytes back. */
    public void shrinkTo(long remaining) {
        if (bytes > remaining) {
            budget.giveBack(bytes - remaining);
            bytes = remaining;
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
        read.forEach(SharedBytes::endRead);
        read.clear();
    }
}

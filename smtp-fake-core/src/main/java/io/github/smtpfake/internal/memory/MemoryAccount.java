package io.github.smtpfake.internal.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what an owner, such as a store, keeps in memory. It limits nothing itself: the owner asks whether there is room, and
 * makes room if there is none. Thread-safe.
 */
public final class MemoryAccount {
    private final MemoryBudget budget;
    private final AtomicLong bytes;

    MemoryAccount(MemoryBudget budget, AtomicLong bytes) {
        this.budget = budget;
        this.bytes = bytes;
    }

    /** Returns whether the share of the budget for what is kept has room for more bytes, whoever keeps the others. */
    public boolean hasRoom(long more) {
        return budget.canKeep(more);
    }

    /** Returns how many bytes the accounts may count in total. */
    public long capacity() {
        return budget.keptCapacity();
    }

    /** Counts more bytes, or fewer if the number is negative. */
    public void add(long change) {
        bytes.addAndGet(change);
        budget.keep(change);
    }

    /** Returns how many bytes this account counts. */
    public long bytes() {
        return bytes.get();
    }
}

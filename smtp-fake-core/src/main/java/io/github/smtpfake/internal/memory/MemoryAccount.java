package io.github.smtpfake.internal.memory;

/**
 * Counts what an owner, such as a store, keeps in memory. It limits nothing itself: the owner asks whether there is room, and
 * makes room if there is none. Thread-safe.
 */
public final class MemoryAccount {
    private final MemoryBudget budget;
    private final MemoryBudget.Counter counter;

    MemoryAccount(MemoryBudget budget, MemoryBudget.Counter counter) {
        this.budget = budget;
        this.counter = counter;
    }

    /**
     * Collects garbage if the share of the budget for what is kept has no room for more bytes: owners of other accounts may no
     * longer be in use. Slow, so the caller must hold no lock that others need.
     */
    public void makeRoom(long more) {
        budget.makeRoomToKeep(more);
    }

    /** Returns whether the share of the budget for what is kept, which all accounts use, has room for more bytes. */
    public boolean hasRoom(long more) {
        return budget.canKeep(more);
    }

    /** Returns how many bytes the accounts may count in total. */
    public long capacity() {
        return budget.keptCapacity();
    }

    /** Counts more bytes, or fewer if the number is negative. */
    public void add(long change) {
        budget.count(change, counter);
    }

    /** Returns how many bytes this account counts. */
    public long bytes() {
        return counter.bytes().get();
    }
}

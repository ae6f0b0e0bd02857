package io.github.smtpfake.testing;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import java.util.concurrent.CompletableFuture;

/** Makes memory short for a test, which must be isolated: all servers of a JVM share one budget. */
public final class OccupiedMemory {
    private OccupiedMemory() {}

    /**
     * Reserves all memory that mail may use, except for the given number of bytes. Before that, gives back what servers of
     * earlier tests have counted, because the first request without room would have that done.
     *
     * @return the reservation, which the caller must close
     */
    public static Reservation allBut(long bytes) {
        MemoryBudget budget = MemoryBudget.ofJvm();
        long free = -1;
        while (budget.free() != free) {
            free = budget.free();
            System.gc();
            // A new account removes those whose owners were collected.
            budget.newPassingAccount().add(0);
        }
        long occupied = free - bytes;
        // By another thread, because a task never waits for its own memory.
        return CompletableFuture.supplyAsync(() -> budget.reserve(occupied)).join();
    }
}

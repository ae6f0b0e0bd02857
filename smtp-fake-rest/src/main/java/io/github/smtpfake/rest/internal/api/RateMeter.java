package io.github.smtpfake.rest.internal.api;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Measures how many events happen per second, and their total amount per second. It counts in tenths of a second and keeps a
 * minute of them, so it needs no timer and little memory however many events there are. Thread-safe.
 */
final class RateMeter {
    private static final long SLOT_NANOS = 100_000_000;
    private static final int SLOTS_PER_SECOND = 10;
    static final int LONGEST_WINDOW = 60;

    /** One more than the longest window, for the tenth of a second that has not ended. */
    private static final int SLOTS = LONGEST_WINDOW * SLOTS_PER_SECOND + 1;

    private final LongSupplier nanoTime;
    private final long start;
    private final long[] events = new long[SLOTS];
    private final long[] amounts = new long[SLOTS];
    private long currentSlot;

    /** The averages of a window per second. */
    record Rate(double events, double amount) {}

    /** @param nanoTime a clock in nanoseconds that never goes back, such as {@link System#nanoTime()} */
    RateMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    synchronized void add(long amount) {
        advance();
        int index = index(currentSlot);
        events[index]++;
        amounts[index] += amount;
    }

    /**
     * Returns the rate of the last seconds, up to the last complete tenth of a second.
     *
     * @param seconds the length of the window, from 1 to {@link #LONGEST_WINDOW}
     */
    synchronized Rate rate(int seconds) {
        advance();
        long eventCount = 0;
        long amount = 0;
        for (long slot = Math.max(0, currentSlot - (long) seconds * SLOTS_PER_SECOND); slot < currentSlot; slot++) {
            eventCount += events[index(slot)];
            amount += amounts[index(slot)];
        }
        return new Rate((double) eventCount / seconds, (double) amount / seconds);
    }

    /** Moves to the slot of the current time, and clears those that have become too old. */
    private void advance() {
        long slot = (nanoTime.getAsLong() - start) / SLOT_NANOS;
        if (slot - currentSlot >= SLOTS) {
            Arrays.fill(events, 0);
            Arrays.fill(amounts, 0);
            currentSlot = slot;
        }
        while (currentSlot < slot) {
            currentSlot++;
            events[index(currentSlot)] = 0;
            amounts[index(currentSlot)] = 0;
        }
    }

    private static int index(long slot) {
        return (int) (slot % SLOTS);
    }
}

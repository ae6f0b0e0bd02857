package io.github.smtpfake.rest.internal.api;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of numbers of messages. It needs one bit for each number of a range in which the set has numbers. Not thread-safe. */
final class NumberSet {
    private static final int RANGE = 1 << 16;

    private final Map<Long, BitSet> ranges = new HashMap<>();
    private long lowest = Long.MAX_VALUE;
    private long highest;
    private int size;

    /** Adds a number that the set does not contain. */
    void add(long number) {
        ranges.computeIfAbsent(number / RANGE, range -> new BitSet()).set((int) (number % RANGE));
        lowest = Math.min(lowest, number);
        highest = Math.max(highest, number);
        size++;
    }

    boolean contains(long number) {
        BitSet range = ranges.get(number / RANGE);
        return range != null && range.get((int) (number % RANGE));
    }

    /** Returns the lowest number; the set must not be empty. */
    long lowest() {
        return lowest;
    }

    /** Returns the highest number; the set must not be empty. */
    long highest() {
        return highest;
    }

    int size() {
        return size;
    }
}

package io.github.smtpfake.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A list of numbers that needs eight bytes for each. Not thread-safe. */
final class LongList {
    private long[] numbers = new long[16];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    long get(int index) {
        return numbers[index];
    }

    /**
     * Returns a part of the numbers of both lists, highest first.
     *
     * @param other another list; both are ordered, highest first
     */
    List<Long> mergedWith(LongList other, int offset, int limit) {
        List<Long> part = new ArrayList<>();
        int mine = 0;
        int others = 0;
        for (long index = 0; part.size() < limit && mine + others < size + other.size; index++) {
            boolean isMine = others == other.size || mine < size && numbers[mine] > other.numbers[others];
            long next = isMine ? numbers[mine++] : other.numbers[others++];
            if (index >= offset) {
                part.add(next);
            }
        }
        return part;
    }

    int size() {
        return size;
    }
}

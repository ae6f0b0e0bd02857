package io.github.smtpfake.jdbc;

import java.util.Arrays;

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

    int size() {
        return size;
    }
}

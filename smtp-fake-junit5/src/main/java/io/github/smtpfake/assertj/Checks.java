package io.github.smtpfake.assertj;

import java.util.List;
import java.util.Objects;

/** Checks the arguments of assertions. */
final class Checks {

    private Checks() {}

    static int atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
        }
        return value;
    }

    /** Returns the array as a list, none of whose elements is null. */
    static <T> List<T> elements(String name, T[] values) {
        Objects.requireNonNull(values, name);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                throw new NullPointerException(name + "[" + i + "]");
            }
        }
        return List.of(values);
    }
}

package io.github.smtpfake.assertj;

import io.github.smtpfake.internal.hints.AddressArgument;
import java.util.List;
import java.util.Objects;

/** Checks the arguments of assertions. */
final class Checks {

    private Checks() {}

    static int atLeast(int min, int value, String name) {
        if (value < min) {
            throw new IllegalArgumentException(name + " must be at least " + min + ", but is " + value);
        }
        return value;
    }

    /** Returns addresses as a list, and rejects those with a display name or angle brackets. */
    static List<String> addresses(String... addresses) {
        List<String> all = elements("addresses", addresses);
        all.forEach(AddressArgument::require);
        return all;
    }

    /** Returns the array as a list, and rejects null elements. */
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

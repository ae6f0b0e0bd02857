package io.github.smtpfake.rest.internal.text;

import java.util.Locale;

/** Reads sizes in octets such as {@code 1048576}, {@code 500kB} and {@code 32MiB}. */
public final class Sizes {

    private Sizes() {}

    /** @throws IllegalArgumentException if the text is no size; its message says what it must be */
    public static long parse(String text) {
        try {
            Quantity quantity = Quantity.parse(text);
            return Math.multiplyExact(quantity.number(), octets(quantity.unit()));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("must be a size such as 1048576, 500kB or 32MiB", e);
        }
    }

    private static long octets(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "kb" -> 1_000;
            case "mb" -> 1_000_000;
            case "gb" -> 1_000_000_000;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            default -> throw new NumberFormatException("no unit of size: " + unit);
        };
    }

    /** Returns the size as {@link #parse} reads it, in the largest decimal unit that fits. */
    public static String text(long size) {
        for (String unit : new String[] {"GB", "MB", "kB"}) {
            if (size >= octets(unit) && size % octets(unit) == 0) {
                return size / octets(unit) + unit;
            }
        }
        return size + "B";
    }
}

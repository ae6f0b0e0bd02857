package io.github.smtpfake.rest.internal.text;

import java.time.Duration;

/** Reads durations such as {@code 500ms}, {@code 10s}, {@code 2m} and {@code 1h}. */
public final class Durations {
    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private Durations() {}

    /** @throws IllegalArgumentException if the text is no duration, or over a year; its message says what it must be */
    public static Duration parse(String text) {
        try {
            Quantity quantity = Quantity.parse(text);
            long millis = Math.multiplyExact(quantity.number(), millis(quantity.unit()));
            if (millis > LONGEST_MILLIS) {
                throw new ArithmeticException("over a year: " + text);
            }
            return Duration.ofMillis(millis);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("must be a duration such as 500ms, 10s, 2m or 1h", e);
        }
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> throw new NumberFormatException("no unit of time: " + unit);
        };
    }

    /** Returns the duration as {@link #parse} reads it, in the largest unit that fits; parts of a millisecond are rounded up. */
    public static String text(Duration duration) {
        long millis = duration.plusNanos(999_999).toMillis();
        for (String unit : new String[] {"h", "m", "s"}) {
            if (millis >= millis(unit) && millis % millis(unit) == 0) {
                return millis / millis(unit) + unit;
            }
        }
        return millis + "ms";
    }
}

package io.github.smtpfake.internal.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and formats durations in the syntax for all user input: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h} or
 * {@code 7d}.
 * The modules for JUnit and HTTP also use this class.
 */
public final class Durations {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,11}) ?(ms|s|m|h|d)");
    private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{1,11}");
    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private Durations() {}

    /**
     * Parses a duration. Spaces around the text, and one before the unit, are ignored.
     *
     * @throws IllegalArgumentException if the text is not a duration, or longer than a year. The message continues the
     *     name of the option, parameter or attribute: "must be a duration such as …" or "must be at most 365d …"
     */
    public static Duration parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw malformed(text);
        }
        long unit = millis(matcher.group(2));
        long number = Long.parseLong(matcher.group(1));
        if (number > LONGEST_MILLIS / unit) {
            throw new IllegalArgumentException("must be at most 365d, not \"" + Printable.line(text, 50) + '"');
        }
        return Duration.ofMillis(number * unit);
    }

    private static IllegalArgumentException malformed(String text) {
        String number = text.strip();
        boolean lacksUnit = BARE_NUMBER.matcher(number).matches();
        return new IllegalArgumentException("must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \""
                + Printable.line(text, 50) + '"'
                + (lacksUnit ? "; add a unit, such as " + number + "s" : ""));
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    /** Formats a duration for {@link #parse}, in the largest possible unit and rounded up to a millisecond. */
    public static String text(Duration duration) {
        long millis = duration.plusNanos(999_999).toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            if (millis >= millis(unit) && millis % millis(unit) == 0) {
                return millis / millis(unit) + unit;
            }
        }
        return millis + "ms";
    }
}

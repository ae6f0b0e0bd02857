package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.text.Sizes;
import java.time.Duration;
import java.util.Locale;

/** Parses the values of options. Every exception names the option or variable with the invalid value. */
public final class Values {

    private static final int MAX_PORT = 65_535;

    private Values() {}

    /** Returns whether a text is a word for true: {@code true}, {@code yes} or {@code 1}, in any case. */
    public static boolean isTrue(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            default -> false;
        };
    }

    /**
     * Parses the value of a switch: a word for true, or {@code false}, {@code no}, {@code 0} or nothing. Accepts also
     * {@code t} and {@code f}, which Go's flags accept.
     */
    public static boolean isOn(Given given) throws UsageException {
        return isTrue(given.text())
                || switch (given.text().strip().toLowerCase(Locale.ROOT)) {
                    case "t" -> true;
                    case "false", "no", "0", "f", "" -> false;
                    default -> throw given.invalid("must be true or false");
                };
    }

    /** Parses a port, or 0 for a free port. */
    public static int port(Given given) throws UsageException {
        return number(given, 0, MAX_PORT);
    }

    /** Parses an integer between two inclusive bounds. */
    public static int number(Given given, int min, int max) throws UsageException {
        String requirement = "must be a number from " + min + " to " + max;
        try {
            int number = Integer.parseInt(given.text());
            if (number < min || number > max) {
                throw given.invalid(requirement);
            }
            return number;
        } catch (NumberFormatException e) {
            throw given.invalid(requirement);
        }
    }

    /** Parses a size from 1 byte to the given maximum. */
    public static long size(Given given, long max) throws UsageException {
        try {
            long size = Sizes.parse(given.text());
            if (size < 1 || size > max) {
                throw given.invalid("must be from 1 to " + max + " bytes");
            }
            return size;
        } catch (IllegalArgumentException e) {
            throw given.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Parses a duration of more than 0. */
    public static Duration duration(Given given) throws UsageException {
        Duration duration = durationOrZero(given);
        if (duration.isZero()) {
            throw given.invalid("must be more than 0");
        }
        return duration;
    }

    /** Parses a duration of 0 or more. */
    public static Duration durationOrZero(Given given) throws UsageException {
        try {
            return Durations.parse(given.text());
        } catch (IllegalArgumentException e) {
            throw new UsageException(given.source() + " " + e.getMessage());
        }
    }
}

package io.github.smtpfake.rest.internal.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of sizes in bytes, such as {@code 1048576}, {@code 500kB} and {@code 32MiB}. */
public final class Sizes {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18}) *(|b|[kmg]i?b)");

    private Sizes() {}

    /**
     * Returns the number of bytes that a text denotes. The case of the unit does not matter.
     *
     * @throws IllegalArgumentException if the text is not a size. The message is the rest of a sentence that begins with
     *     the option or field: "must be a size such as …"
     */
    public static long parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.toLowerCase(Locale.ROOT).stripTrailing());
        if (!matcher.matches()) {
            throw malformed();
        }
        long number = Long.parseLong(matcher.group(1));
        long unit = bytes(matcher.group(2));
        if (number > Long.MAX_VALUE / unit) {
            throw malformed();
        }
        return number * unit;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be a size such as 1048576, 500kB or 32MiB");
    }

    private static long bytes(String unit) {
        return switch (unit) {
            case "kb" -> 1_000;
            case "mb" -> 1_000_000;
            case "gb" -> 1_000_000_000;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            default -> 1;
        };
    }

    /** Returns the text for a size, in the largest decimal unit that divides it. {@link #parse} reads it as the same size. */
    public static String text(long size) {
        for (String unit : new String[] {"GB", "MB", "kB"}) {
            long bytes = bytes(unit.toLowerCase(Locale.ROOT));
            if (size >= bytes && size % bytes == 0) {
                return size / bytes + unit;
            }
        }
        return size + "B";
    }
}

package io.github.smtpfake.rest.internal.mailpit.search;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses sizes of the search language, such as {@code 500}, {@code 1.5k} and {@code 2 MB}; k is 1024. */
final class SearchSize {
    private static final Pattern SIZE = Pattern.compile("(?i)(\\d{1,18}(?:\\.\\d{1,18})?)\\s?(k|kb|m|mb)?");

    private SearchSize() {}

    /** Returns the number of bytes; empty if the text is not a size, or 0. */
    static OptionalLong parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2);
        long bytes = (long)
                (unit == null ? number : number * (Character.toLowerCase(unit.charAt(0)) == 'k' ? 1 << 10 : 1 << 20));
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}

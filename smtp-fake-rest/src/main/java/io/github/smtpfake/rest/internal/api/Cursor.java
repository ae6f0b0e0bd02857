package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import java.util.Optional;

/**
 * The text form of a mark in JSON and URLs, which is opaque to clients. It begins with {@code ~}, unlike message ids and
 * times.
 */
final class Cursor {
    private static final String PREFIX = "~";
    private static final String SEPARATOR = ".";
    private static final int RADIX = 36;

    private Cursor() {}

    /** Returns whether a text begins like a cursor. */
    static boolean isCursor(String text) {
        return text.startsWith(PREFIX);
    }

    /** Returns the cursor of a mark. */
    static String of(Mark mark) {
        return PREFIX + Long.toString(mark.message(), RADIX) + SEPARATOR + Long.toString(mark.session(), RADIX);
    }

    /** Returns the mark of a cursor, or empty if the text is not a valid cursor. */
    static Optional<Mark> parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (!isCursor(text) || separator < 0) {
            return Optional.empty();
        }
        try {
            Mark mark = new Mark(
                    Long.parseLong(text.substring(PREFIX.length(), separator), RADIX),
                    Long.parseLong(text.substring(separator + SEPARATOR.length()), RADIX));
            return of(mark).equals(text) ? Optional.of(mark) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not a number, or a negative one.
            return Optional.empty();
        }
    }
}

package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import java.util.Optional;

/**
 * How a mark is written in JSON and URLs. Clients give it back as it is: neither a message id nor a time begins with
 * {@code ~}.
 */
final class Cursor {
    private static final String START = "~";
    private static final String SEPARATOR = ".";
    private static final int RADIX = 36;

    private Cursor() {}

    static boolean isCursor(String text) {
        return text.startsWith(START);
    }

    static String of(Mark mark) {
        return START + Long.toString(mark.message(), RADIX) + SEPARATOR + Long.toString(mark.session(), RADIX);
    }

    /** Returns the mark, or empty where the text was never a cursor. */
    static Optional<Mark> parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (!isCursor(text) || separator < 0) {
            return Optional.empty();
        }
        try {
            Mark mark = new Mark(
                    Long.parseLong(text.substring(START.length(), separator), RADIX),
                    Long.parseLong(text.substring(separator + SEPARATOR.length()), RADIX));
            return of(mark).equals(text) ? Optional.of(mark) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // No number, or a negative one.
            return Optional.empty();
        }
    }
}

package io.github.smtpfake.internal.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date, or a date with a time (RFC 5545, 3.3.4 and 3.3.5).
 *
 * @param local the time by the clock; midnight for a date
 * @param isUtc whether the time is in UTC
 */
record DateTimeValue(LocalDateTime local, boolean isDate, boolean isUtc) {
    private static final Pattern SYNTAX =
            Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})(?:[Tt]([0-9]{2})([0-9]{2})([0-9]{2})([Zz])?)?");

    /** Reads a value; empty if the text is not one. */
    static Optional<DateTimeValue> of(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean isDate = matcher.group(4) == null;
        try {
            LocalDate date = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            LocalDateTime local = isDate
                    ? date.atStartOfDay()
                    // The second 60 is a leap second (RFC 5545, 3.3.12), which Java does not have.
                    : date.atTime(number(matcher, 4), number(matcher, 5), Math.min(59, number(matcher, 6)));
            return Optional.of(new DateTimeValue(local, isDate, matcher.group(7) != null));
        } catch (DateTimeException e) {
            // The caller reports the text.
            return Optional.empty();
        }
    }

    /** Reads a value that is not in UTC, as a time; empty if the text is not one. */
    static Optional<LocalDateTime> local(String text) {
        return of(text).filter(value -> !value.isUtc).map(DateTimeValue::local);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}

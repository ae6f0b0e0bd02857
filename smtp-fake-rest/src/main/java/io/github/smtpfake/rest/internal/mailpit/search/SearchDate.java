package io.github.smtpfake.rest.internal.mailpit.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates of the search language in all forms that Mailpit reads: a number since the epoch, or a {@link DateForm}, which a
 * {@link TimeForm} may follow.
 */
public final class SearchDate {
    private static final int MOST_CHARACTERS = 100;
    private static final Pattern WEEKDAY = Pattern.compile(
            "^(?:MON(?:DAY)?|TUE(?:SDAY)?|WED(?:NESDAY)?|THU(?:RSDAY)?|FRI(?:DAY)?|SAT(?:URDAY)?|SUN(?:DAY)?) ");
    /** The form of {@code date} and of C: the year follows the time. */
    private static final Pattern YEAR_AT_END = Pattern.compile(
            "([A-Z]{3,9} \\d{1,2})( \\d{1,2}:\\d{2}(?::\\d{2})?[^ ]{0,10}(?: [A-Z0-9:+-]{1,12})?) (\\d{4})");

    private static final Pattern DIGITS = Pattern.compile("\\d{10}|\\d{13}|\\d{16}|\\d{19}");
    private static final Pattern COMPACT_TIME = Pattern.compile("(\\d{8})(\\d{2})(\\d{2})(\\d{2})");

    private SearchDate() {}

    /**
     * Returns the instant of a date in milliseconds; empty if no form fits.
     *
     * @param zone the zone of a date without an offset
     */
    public static Optional<Instant> parse(String text, ZoneId zone) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        String date = SearchValue.clean(text).toUpperCase(Locale.ROOT);
        try {
            return DIGITS.matcher(date).matches() ? Optional.of(sinceEpoch(date)) : parseUpperCase(date, zone);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The number of digits says whether it counts seconds, milliseconds, microseconds or nanoseconds. */
    private static Instant sinceEpoch(String digits) {
        String millis = digits.length() == 10 ? digits + "000" : digits.substring(0, 13);
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static Optional<Instant> parseUpperCase(String text, ZoneId zone) {
        String date = WEEKDAY.matcher(text).replaceFirst("");
        Matcher yearAtEnd = YEAR_AT_END.matcher(date);
        if (yearAtEnd.matches()) {
            date = yearAtEnd.group(1) + " " + yearAtEnd.group(3) + yearAtEnd.group(2);
        } else {
            date = COMPACT_TIME.matcher(date).replaceFirst("$1 $2:$3:$4");
        }
        for (DateForm form : DateForm.values()) {
            Optional<Instant> found = form.find(date)
                    .flatMap(start -> TimeForm.read(start.rest()).map(time -> instant(start, time, zone)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Instant instant(DateForm.Found date, TimeForm time, ZoneId zone) {
        LocalDateTime local = date.date().atTime(time.time());
        Optional<ZoneOffset> offset = time.offset(zone, date.date());
        Instant instant = offset.isPresent()
                ? local.toInstant(offset.get())
                : local.atZone(zone).toInstant();
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses dates of the search language, in the most common formats. */
final class SearchDate {
    private static final String TIME = "[[' ']['T']H:mm[:ss]]";
    private static final List<DateTimeFormatter> FORMATS = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.RFC_1123_DATE_TIME,
            of("yyyy-M-d" + TIME),
            of("yyyy/M/d" + TIME),
            of("yyyy.M.d" + TIME),
            of("yyyyMMdd"),
            of("M/d/yyyy" + TIME),
            of("d MMM yyyy" + TIME),
            of("d MMMM yyyy" + TIME),
            of("MMM d[','] yyyy" + TIME),
            of("MMMM d[','] yyyy" + TIME));

    private SearchDate() {}

    private static DateTimeFormatter of(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    /**
     * Returns the instant of a date; empty if no format fits.
     *
     * @param zone the zone of a date without an offset
     */
    static Optional<Instant> parse(String text, ZoneId zone) {
        for (DateTimeFormatter format : FORMATS) {
            try {
                TemporalAccessor parsed =
                        format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                return Optional.of(instant(parsed, zone));
            } catch (DateTimeException ignored) {
                // Tries the next format.
            }
        }
        return Optional.empty();
    }

    private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
        if (parsed instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        LocalDateTime local = parsed instanceof LocalDateTime time
                ? time
                : LocalDate.from(parsed).atStartOfDay();
        return ZonedDateTime.of(local, zone).toInstant();
    }
}

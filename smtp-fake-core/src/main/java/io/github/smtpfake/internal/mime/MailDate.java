package io.github.smtpfake.internal.mime;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the Date header (RFC 5322, 3.3), including its obsolete forms (4.3). */
public final class MailDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> OBSOLETE_ZONES =
            Map.of("EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7, "PST", -8);
    /**
     * Day, month, year, hour, minute, optional second, optional zone. Possessive, so that invalid input needs only
     * linear time.
     */
    private static final Pattern DATE =
            Pattern.compile("(?:[A-Za-z]++\\s*+,?+\\s*+)?(\\d{1,2})\\s++([A-Za-z]{3})[a-z]*+\\s++(\\d{2,4})"
                    + "\\s++(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s*+([+-]\\d{4}|[A-Za-z]++))?\\b.*");

    private MailDate() {}

    /** Returns the date, or empty if the value is not a valid date. */
    public static Optional<OffsetDateTime> parse(String value) {
        Matcher date = DATE.matcher(value.replaceAll("\\([^()]*\\)", " ").strip());
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    year(date.group(3)),
                    MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1,
                    number(date.group(1)),
                    number(date.group(4)),
                    number(date.group(5)),
                    // Java does not support leap seconds.
                    Math.min(59, number(date.group(6))));
            return Optional.of(local.atOffset(zone(date.group(7))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year + (year < 50 ? 2000 : 1900);
            case 3 -> year + 1900;
            default -> year;
        };
    }

    /** Unknown zones carry no information (RFC 5322, 4.3) and are treated as UTC. */
    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null || Character.isLetter(zone.charAt(0))) {
            return ZoneOffset.ofHours(zone == null ? 0 : OBSOLETE_ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
        }
        return ZoneOffset.of(zone);
    }
}

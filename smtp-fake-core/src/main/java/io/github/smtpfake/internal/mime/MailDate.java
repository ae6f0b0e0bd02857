package io.github.smtpfake.internal.mime;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Date header (RFC 5322, 3.3), including its obsolete forms (4.3) and other forms whose meaning is certain.
 *
 * @param time the time that the sender meant; empty if it cannot be known
 * @param defect what violates the RFC; empty if the value is valid. A time without a known zone is read as UTC and is a defect
 */
public record MailDate(Optional<OffsetDateTime> time, Optional<String> defect) {
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Hours from UTC of the zones that RFC 5322, 4.3 defines. */
    private static final Map<String, Integer> OBSOLETE_ZONES = Map.ofEntries(
            Map.entry("UT", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("EDT", -4),
            Map.entry("EST", -5),
            Map.entry("CDT", -5),
            Map.entry("CST", -6),
            Map.entry("MDT", -6),
            Map.entry("MST", -7),
            Map.entry("PDT", -7),
            Map.entry("PST", -8));

    /** Hours from UTC of other zones whose abbreviation has one meaning. */
    private static final Map<String, Integer> OTHER_ZONES = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("CET", 1),
            Map.entry("MEZ", 1),
            Map.entry("MET", 1),
            Map.entry("CEST", 2),
            Map.entry("MESZ", 2),
            Map.entry("MEST", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("JST", 9),
            Map.entry("KST", 9),
            Map.entry("AEST", 10),
            Map.entry("AEDT", 11),
            Map.entry("NZST", 12),
            Map.entry("NZDT", 13));

    // All patterns are possessive, so that invalid input needs only linear time.
    private static final String TIME = "(?<hour>\\d{1,2})\\s*+:\\s*+(?<minute>\\d{2})"
            + "(?:\\s*+:\\s*+(?<second>\\d{2})(?<fraction>[.,]\\d{1,9}+\\d*+)?)?(?:\\s*+(?<half>(?i:[ap]m))\\b)?";
    private static final String ZONE = "(?:\\s*+(?<zone>[A-Za-z]*+[+-]\\d{1,2}:?(?:\\d{2})?(?!\\d)|[A-Za-z]++))?";
    private static final String MONTH = "(?<month>[A-Za-z]{3,}+)";

    private static final Pattern DATE = Pattern.compile("(?s)(?:(?<weekday>[A-Za-z]++)\\s*+(?<comma>,?+)\\s*+)?"
            + "(?<day>\\d{1,2})\\s++" + MONTH + "\\s++(?<year>\\d{2,4})\\s++" + TIME + ZONE + "(?<rest>.*+)");

    /** The forms of C, Java and JavaScript: {@code Mon Jan  1 09:00:00 CET 2024}, {@code Mon Jan 01 2024 09:00:00 GMT+0100}. */
    private static final List<Pattern> OTHER_FORMS = List.of(
            Pattern.compile("(?s)(?<weekday>[A-Za-z]{3})\\s++" + MONTH + "\\s++(?<day>\\d{1,2})\\s++" + TIME + ZONE
                    + "\\s++(?<year>\\d{4})\\b(?<rest>.*+)"),
            Pattern.compile("(?s)(?<weekday>[A-Za-z]{3})\\s++" + MONTH
                    + "\\s++(?<day>\\d{1,2})\\s++(?<year>\\d{4})\\s++" + TIME + ZONE + "(?<rest>.*+)"));

    /** ISO 8601. */
    private static final Pattern ISO = Pattern.compile(
            "(?s)(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?:[Tt]|\\s++)" + TIME + ZONE + "(?<rest>.*+)");

    /** Reads the value of a header. */
    public static MailDate parse(String value) {
        StringBuilder text = new StringBuilder(value.length());
        boolean closed = copyWithoutComments(value, text);
        MailDate date = read(text.toString().strip());
        return closed || date.time().isEmpty()
                ? date
                : new MailDate(date.time(), Optional.of("does not close a comment"));
    }

    private static MailDate read(String date) {
        Matcher matcher = DATE.matcher(date);
        if (matcher.matches()) {
            return read(matcher, MONTHS, weekdayDefect(matcher).or(() -> formDefect(matcher)));
        }
        Optional<String> form = Optional.of("is not in the form of RFC 5322");
        for (Pattern other : OTHER_FORMS) {
            Matcher found = other.matcher(date);
            if (found.matches()) {
                return read(found, MONTHS, form);
            }
        }
        Matcher iso = ISO.matcher(date);
        return iso.matches() ? read(iso, List.of(), form) : invalid();
    }

    private static MailDate invalid() {
        return new MailDate(Optional.empty(), Optional.of("is not a valid date"));
    }

    /** Copies a text without comments, which may contain others (RFC 5322, 3.2.2). Returns whether all comments are closed. */
    private static boolean copyWithoutComments(String value, StringBuilder text) {
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
                text.append(' ');
            } else if (c == '\\' && depth > 0) {
                i++;
            } else if (depth == 0) {
                text.append(c);
            }
        }
        return depth == 0;
    }

    /** @param months the names of the months; empty if the month is a number */
    private static MailDate read(Matcher date, List<String> months, Optional<String> defect) {
        String month = date.group("month").toLowerCase(Locale.ROOT);
        try {
            LocalDateTime local = LocalDateTime.of(
                    year(date.group("year")),
                    months.isEmpty() ? number(month) : 1 + indexOf(month, months),
                    number(date.group("day")),
                    hour(date),
                    number(date.group("minute")),
                    second(date.group("second")),
                    nanos(date.group("fraction")));
            Zone zone = Zone.of(date.group("zone"));
            return new MailDate(
                    Optional.of(local.atOffset(zone.offset())),
                    defect.or(() -> wrongWeekday(date, local.getDayOfWeek())).or(zone::defect));
        } catch (DateTimeException e) {
            return invalid();
        }
    }

    private static Optional<String> weekdayDefect(Matcher date) {
        String weekday = date.group("weekday");
        return weekday == null
                        || DAYS.contains(weekday.toLowerCase(Locale.ROOT))
                                && !date.group("comma").isEmpty()
                ? Optional.empty()
                : Optional.of("does not begin with a day of the week such as Mon and a comma");
    }

    private static Optional<String> formDefect(Matcher date) {
        if (date.group("month").length() > 3) {
            return Optional.of("does not abbreviate the month");
        }
        if (date.group("hour").length() < 2) {
            return Optional.of("has an hour of one digit");
        }
        if (date.group("fraction") != null || date.group("half") != null) {
            return Optional.of("has a time with fractions, AM or PM");
        }
        return date.group("rest").isBlank() ? Optional.empty() : Optional.of("continues after the zone");
    }

    private static Optional<String> wrongWeekday(Matcher date, DayOfWeek day) {
        // ISO 8601 has no day of the week.
        String weekday = date.pattern() == ISO ? null : date.group("weekday");
        return weekday == null || DAYS.indexOf(weekday.toLowerCase(Locale.ROOT)) == day.getValue() - 1
                ? Optional.empty()
                : Optional.of("has the wrong day of the week");
    }

    /** Returns the index of the month that a name abbreviates, or -1 if it is not a month. */
    private static int indexOf(String name, List<String> months) {
        return IntStream.range(0, months.size())
                .filter(i -> months.get(i).startsWith(name))
                .findFirst()
                .orElse(-1);
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

    private static int hour(Matcher date) {
        int hour = number(date.group("hour"));
        String half = date.group("half");
        if (half == null || hour > 12) {
            return hour;
        }
        return hour % 12 + (half.equalsIgnoreCase("PM") ? 12 : 0);
    }

    /** Java does not support leap seconds. */
    private static int second(@Nullable String digits) {
        int second = number(digits);
        return second == 60 ? 59 : second;
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction.substring(1) + "000000000").substring(0, 9));
    }

    private record Zone(ZoneOffset offset, Optional<String> defect) {

        static Zone of(@Nullable String zone) {
            if (zone == null) {
                return new Zone(ZoneOffset.UTC, Optional.of("has no zone, and is read as UTC"));
            }
            String name = zone.toUpperCase(Locale.ROOT);
            int sign = Math.max(name.indexOf('+'), name.indexOf('-'));
            if (sign >= 0) {
                Optional<String> defect = name.matches("[+-]\\d{4}") ? Optional.empty() : otherForm();
                return new Zone(offset(name.substring(sign)), defect);
            }
            Integer hours = OBSOLETE_ZONES.get(name);
            if (hours != null) {
                return new Zone(ZoneOffset.ofHours(hours), Optional.empty());
            }
            Integer other = OTHER_ZONES.get(name);
            return other != null
                    ? new Zone(ZoneOffset.ofHours(other), otherForm())
                    : new Zone(ZoneOffset.UTC, Optional.of("has an unknown zone, and is read as UTC"));
        }

        private static Optional<String> otherForm() {
            return Optional.of("has a zone that is not a number such as +0100");
        }

        /** Reads {@code +0200}, {@code +02:00}, {@code +02} and {@code +2}. */
        private static ZoneOffset offset(String offset) {
            String digits = offset.substring(1).replace(":", "");
            String padded = digits.length() % 2 == 0 ? digits : "0" + digits;
            return ZoneOffset.of(offset.charAt(0) + (padded + "00").substring(0, 4));
        }
    }
}

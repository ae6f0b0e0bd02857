package io.github.smtpfake.rest.internal.mailpit.search;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time after a date, in upper case: its parts are optional, except the hour.
 *
 * @param time the time of day
 * @param offset such as {@code +01:00}, {@code -05} or {@code Z}; empty if there is none
 * @param abbreviation of a time zone, such as {@code CEST}; empty if there is none
 */
record TimeForm(LocalTime time, String offset, String abbreviation) {
    private static final TimeForm NONE = new TimeForm(LocalTime.MIDNIGHT, "", "");
    /** A comma before the fraction has become a space. */
    private static final String FRACTION = "(?:[.,:](?<f>\\d{1,9})| (?<g>\\d{3}|\\d{6})(?!\\d))?";

    private static final Pattern CLOCK =
            Pattern.compile("(?:[T:_ ]| AT )(?<h>\\d{1,2})(?::(?<m>\\d{1,2})(?::(?<s>\\d{1,2})" + FRACTION
                    + ")?)?(?!\\d)(?: ?(?<half>AM|PM)(?![A-Z]))?");
    private static final String OFFSET = "[+-]\\d{2}(?::?\\d{2})?";
    /** What follows repeats the offset, names the zone, or is a reading of a monotonic clock. */
    private static final Pattern ZONE = Pattern.compile("(?: ?(?<offset>Z(?![A-Z])|" + OFFSET + ")"
            + "| ?(?<name>[A-Z]{2,5})(?<of>" + OFFSET + ")?)?"
            + "(?<rest> [A-Z/_+-].{0,60}|\\[.{0,60})?");

    /**
     * Reads the text after a date. An empty text means midnight.
     *
     * @return empty if the text is not a time
     * @throws java.time.DateTimeException if there is no such time
     */
    static Optional<TimeForm> read(String text) {
        if (text.isEmpty()) {
            return Optional.of(NONE);
        }
        Matcher clock = CLOCK.matcher(text);
        boolean hasClock = clock.lookingAt();
        Matcher zone = ZONE.matcher(text).region(hasClock ? clock.end() : 0, text.length());
        if (!zone.matches()) {
            return Optional.empty();
        }
        LocalTime time = hasClock ? time(clock) : LocalTime.MIDNIGHT;
        String offset = text(zone.group("offset")) + text(zone.group("of"));
        return Optional.of(new TimeForm(time, offset, text(zone.group("name"))));
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }

    private static LocalTime time(Matcher clock) {
        int hour = Integer.parseInt(clock.group("h"));
        String half = text(clock.group("half"));
        if (!half.isEmpty()) {
            // An hour above 12 remains invalid.
            hour = hour > 12 ? Integer.MAX_VALUE : hour % 12 + (half.equals("PM") ? 12 : 0);
        }
        String fraction = (text(clock.group("f")) + text(clock.group("g")) + "000000000").substring(0, 9);
        return LocalTime.of(
                hour,
                Integer.parseInt("0" + text(clock.group("m"))),
                Integer.parseInt("0" + text(clock.group("s"))),
                Integer.parseInt(fraction));
    }

    /** Returns the offset that this time has or names in a time zone; empty if it has none. An unknown name means UTC. */
    Optional<ZoneOffset> offset(ZoneId zone, LocalDate date) {
        if (!offset.isEmpty()) {
            return Optional.of(offset.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(offset));
        }
        return abbreviation.isEmpty() ? Optional.empty() : Optional.of(named(zone, date));
    }

    private ZoneOffset named(ZoneId zone, LocalDate date) {
        TimeZone known = TimeZone.getTimeZone(zone);
        ZoneOffset standard =
                zone.getRules().getStandardOffset(date.atTime(time).toInstant(ZoneOffset.UTC));
        if (known.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH).equals(abbreviation)) {
            return standard;
        }
        return known.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH).equals(abbreviation)
                ? ZoneOffset.ofTotalSeconds(standard.getTotalSeconds() + known.getDSTSavings() / 1000)
                : ZoneOffset.UTC;
    }
}

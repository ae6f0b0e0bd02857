package io.github.smtpfake.internal.calendar;

import io.github.smtpfake.calendar.CalendarTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the start and the end of an event. */
final class CalendarTimes {
    private static final Pattern DURATION = Pattern.compile(
            "([+-])?P(?:([0-9]{1,6})W|(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?)?)");

    private final TimeZones zones;
    private final Defects defects;

    CalendarTimes(TimeZones zones, Defects defects) {
        this.zones = zones;
        this.defects = defects;
    }

    Optional<CalendarTime> start(Component event) {
        return event.first("DTSTART").flatMap(this::time);
    }

    /** Returns the end: that of the event, or that of its duration, or the default of RFC 5545, 3.6.1. */
    Optional<CalendarTime> end(Component event, Optional<CalendarTime> start) {
        Optional<ContentLine> end = event.first("DTEND");
        if (end.isPresent()) {
            return time(end.get());
        }
        Optional<ContentLine> duration = event.first("DURATION");
        if (duration.isPresent()) {
            return start.flatMap(from -> plus(from, duration.get()));
        }
        return start.map(from -> from.isDay() ? CalendarTime.of(from.date().plusDays(1)) : from);
    }

    private Optional<CalendarTime> time(ContentLine line) {
        Optional<DateTimeValue> value = DateTimeValue.of(line.value());
        if (value.isEmpty()) {
            defects.malformed(line.name() + " is not a date or time", line.value(), "3.3.5");
            return Optional.empty();
        }
        LocalDateTime local = value.get().local();
        if (value.get().isDate()) {
            if (line.parameter("VALUE").filter("DATE"::equalsIgnoreCase).isEmpty()) {
                defects.malformed(line.name() + " is a date, but lacks VALUE=DATE", line.value(), "3.2.20");
            }
            return Optional.of(CalendarTime.of(local.toLocalDate()));
        }
        if (value.get().isUtc()) {
            return Optional.of(CalendarTime.of(local.atZone(ZoneOffset.UTC)));
        }
        Optional<ZoneId> zone = line.parameter("TZID").flatMap(id -> zones.find(id, local));
        return Optional.of(new CalendarTime(local, zone, false));
    }

    private Optional<CalendarTime> plus(CalendarTime start, ContentLine line) {
        String text = line.value().strip();
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || text.endsWith("P") || text.endsWith("T")) {
            defects.malformed("DURATION is not a duration", line.value(), "3.3.6");
            return Optional.empty();
        }
        int sign = "-".equals(matcher.group(1)) ? -1 : 1;
        long days = sign * (number(matcher, 2) * 7L + number(matcher, 3));
        long seconds = sign * (number(matcher, 4) * 3_600L + number(matcher, 5) * 60L + number(matcher, 6));
        if (start.isDay()) {
            return Optional.of(CalendarTime.of(start.date().plusDays(days)));
        }
        // A day ends at the same time by the clock, but an hour has always 60 minutes.
        LocalDateTime afterDays = start.dateTime().plusDays(days);
        return Optional.of(start.zone()
                .map(zone -> CalendarTime.of(ZonedDateTime.of(afterDays, zone).plusSeconds(seconds)))
                .orElseGet(() -> CalendarTime.of(afterDays.plusSeconds(seconds))));
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}

package io.github.smtpfake.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * The start or end of an event (RFC 5545, sections 3.3.4 and 3.3.5): a day, a time in a zone, or a time that is the same on every
 * clock. Immutable.
 *
 * @param dateTime the date and time in the zone; midnight for a day
 * @param zone the time zone; empty for a day, for a time on every clock, and if the zone is unknown
 * @param isDay whether this is a whole day, not a time
 */
public record CalendarTime(LocalDateTime dateTime, Optional<ZoneId> zone, boolean isDay) {

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if a day has a time of day or a zone
     */
    public CalendarTime {
        Objects.requireNonNull(dateTime, "dateTime");
        Objects.requireNonNull(zone, "zone");
        if (isDay && !dateTime.toLocalDate().atStartOfDay().equals(dateTime)) {
            throw new IllegalArgumentException("dateTime must be midnight for a day, not " + dateTime);
        }
        if (isDay && zone.isPresent()) {
            throw new IllegalArgumentException("zone must be empty for a day, not " + zone.get());
        }
    }

    /** Returns a whole day. */
    public static CalendarTime of(LocalDate day) {
        return new CalendarTime(Objects.requireNonNull(day, "day").atStartOfDay(), Optional.empty(), true);
    }

    /** Returns a time that is the same on every clock. */
    public static CalendarTime of(LocalDateTime time) {
        return new CalendarTime(time, Optional.empty(), false);
    }

    /**
     * Returns a time in a zone. Of the two times that an hour has when the clocks are set back, the second has its offset instead of
     * its zone, because a calendar means the first one (RFC 5545, section 3.3.5).
     */
    public static CalendarTime of(ZonedDateTime time) {
        Objects.requireNonNull(time, "time");
        LocalDateTime local = time.toLocalDateTime();
        boolean isFirst = ZonedDateTime.ofLocal(local, time.getZone(), null).isEqual(time);
        return new CalendarTime(local, Optional.of(isFirst ? time.getZone() : time.getOffset()), false);
    }

    /** Returns the date in the zone. */
    public LocalDate date() {
        return dateTime.toLocalDate();
    }

    /**
     * Returns the point in time, or empty if there is no zone. A time that a change of the clocks skips, or that occurs twice, is
     * read with the offset before the change (RFC 5545, section 3.3.5).
     */
    public Optional<Instant> instant() {
        return zone.map(in -> ZonedDateTime.ofLocal(dateTime, in, null).toInstant());
    }

    /** Returns the date, and the time and zone if there are any, such as {@code 2026-03-29T10:00 Europe/Berlin}. */
    @Override
    public String toString() {
        return isDay ? date().toString() : dateTime + zone.map(in -> " " + in).orElse("");
    }
}

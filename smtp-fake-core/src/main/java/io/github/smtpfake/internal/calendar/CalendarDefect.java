package io.github.smtpfake.internal.calendar;

import java.util.Optional;

/**
 * Something that is wrong with a calendar.
 *
 * @param what a sentence without a full stop
 * @param found the text of the calendar that it is about
 * @param section the section of RFC 5545
 */
public record CalendarDefect(Kind kind, String what, Optional<String> found, String section) {

    /** What is wrong. */
    public enum Kind {
        /** The calendar or an event breaks the format. */
        MALFORMED,
        /** A time refers to a time zone that the calendar does not define. */
        UNDEFINED_TIME_ZONE
    }
}

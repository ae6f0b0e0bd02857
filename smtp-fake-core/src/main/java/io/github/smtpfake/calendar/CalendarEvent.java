package io.github.smtpfake.calendar;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An event of a calendar in a message, such as an invitation (RFC 5545, section 3.6.1; RFC 5546). Texts are decoded: without
 * folding and escapes. Immutable.
 *
 * @param method what the sender requests, in upper case, such as {@code REQUEST}, {@code CANCEL} or {@code REPLY}; empty if the
 *     calendar names no method
 * @param uid the identifier of the event in all its messages; empty if it is missing
 * @param sequence the revision of the event; 0 if it is missing or not a number
 * @param summary the title
 * @param start when it begins; empty if it is missing or not a valid time
 * @param end when it ends, exclusive: for a whole day, the next day. Computed from a duration if there is one; empty if neither
 *     is valid
 * @param recurrence the rule by which the event recurs, as it was sent, such as {@code FREQ=WEEKLY;COUNT=5}
 * @param location the place
 * @param description the text
 * @param status the status in upper case, such as {@code CONFIRMED} or {@code CANCELLED}
 * @param organizer who invites
 * @param attendees who is invited, in the order of the calendar
 */
public record CalendarEvent(
        Optional<String> method,
        String uid,
        int sequence,
        Optional<String> summary,
        Optional<CalendarTime> start,
        Optional<CalendarTime> end,
        Optional<String> recurrence,
        Optional<String> location,
        Optional<String> description,
        Optional<String> status,
        Optional<CalendarUser> organizer,
        List<CalendarUser> attendees) {

    /** Creates an event with a copy of the list. */
    public CalendarEvent {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(recurrence, "recurrence");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(organizer, "organizer");
        attendees = List.copyOf(Objects.requireNonNull(attendees, "attendees"));
    }

    /** Returns whether the event lasts whole days. */
    public boolean isAllDay() {
        return start.filter(CalendarTime::isDay).isPresent();
    }

    /** Returns the method, the summary and the start, such as {@code REQUEST "Review" at 2026-03-29T10:00 Europe/Berlin}. */
    @Override
    public String toString() {
        return method.orElse("event")
                + summary.map(title -> " \"" + title + '"').orElse("")
                + start.map(time -> " at " + time).orElse("");
    }
}

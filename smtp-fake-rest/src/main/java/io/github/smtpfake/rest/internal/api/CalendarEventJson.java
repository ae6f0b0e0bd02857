package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.calendar.CalendarTime;
import io.github.smtpfake.calendar.CalendarUser;
import io.github.smtpfake.rest.internal.store.CutLists;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a calendar in a message. */
record CalendarEventJson(
        @Nullable String method,
        String uid,
        int sequence,
        @Nullable String summary,
        @Nullable Time start,
        @Nullable Time end,
        @Nullable String recurrence,
        @Nullable String location,
        @Nullable String description,
        @Nullable String status,
        @Nullable User organizer,
        List<User> attendees) {

    static List<CalendarEventJson> of(List<CalendarEvent> events, CutLists lists) {
        return lists.cut("calendarEvents", events).stream()
                .map(event -> of(event, lists))
                .toList();
    }

    private static CalendarEventJson of(CalendarEvent event, CutLists lists) {
        return new CalendarEventJson(
                event.method().orElse(null),
                event.uid(),
                event.sequence(),
                event.summary().orElse(null),
                event.start().map(Time::of).orElse(null),
                event.end().map(Time::of).orElse(null),
                event.recurrence().orElse(null),
                event.location().orElse(null),
                event.description().orElse(null),
                event.status().orElse(null),
                event.organizer().map(User::of).orElse(null),
                lists.cut("attendees", event.attendees()).stream().map(User::of).toList());
    }

    /** A day, or a time in a zone or on every clock. */
    record Time(
            @Nullable String date,
            @Nullable String dateTime,
            @Nullable String timeZone,
            @Nullable Instant instant) {
        static Time of(CalendarTime time) {
            return time.isDay()
                    ? new Time(time.date().toString(), null, null, null)
                    : new Time(
                            null,
                            DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.dateTime()),
                            time.zone().map(ZoneId::getId).orElse(null),
                            time.instant().orElse(null));
        }
    }

    /** The organizer, or a person or room that is invited. */
    record User(
            String address, @Nullable String name, @Nullable String status) {
        static User of(CalendarUser user) {
            return new User(
                    user.address(), user.name().orElse(null), user.status().orElse(null));
        }
    }
}

package io.github.smtpfake.internal.calendar;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.calendar.CalendarTime;
import io.github.smtpfake.calendar.CalendarUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the events of a calendar. Reads as much as it can of one that is malformed.
 *
 * @param events in the order of the calendar
 * @param methods the methods of the calendars in the text, in upper case
 * @param defects what is wrong
 */
public record CalendarReader(List<CalendarEvent> events, List<String> methods, List<CalendarDefect> defects) {
    private static final String MAILTO = "mailto:";

    /**
     * Reads the events of a text.
     *
     * @param text unfolded, with line ends as {@code \n}
     */
    public static CalendarReader read(String text) {
        Defects defects = new Defects();
        List<CalendarEvent> events = new ArrayList<>();
        List<String> methods = new ArrayList<>();
        List<Component> calendars = Component.read(text, defects).stream()
                .filter(component -> component.name().equals("VCALENDAR"))
                .toList();
        if (calendars.isEmpty()) {
            defects.missing("There is no VCALENDAR", "3.4");
        }
        for (Component calendar : calendars) {
            Optional<String> method = calendar.keyword("METHOD");
            method.ifPresent(methods::add);
            CalendarTimes times = new CalendarTimes(new TimeZones(calendar, defects), defects);
            for (Component event : calendar.children("VEVENT")) {
                events.add(event(event, method, times, defects));
            }
        }
        return new CalendarReader(List.copyOf(events), List.copyOf(methods), defects.all());
    }

    /** Returns the same without defects, which are no fault of the sender if only the beginning of the text was read. */
    public CalendarReader withoutDefects() {
        return new CalendarReader(events, methods, List.of());
    }

    private static CalendarEvent event(Component event, Optional<String> method, CalendarTimes times, Defects defects) {
        for (String required : List.of("UID", "DTSTAMP")) {
            if (event.text(required).isEmpty()) {
                defects.missing("An event has no " + required, "3.6.1");
            }
        }
        if (event.first("DTSTART").isEmpty() && method.isEmpty()) {
            defects.missing("An event has no DTSTART", "3.6.1");
        }
        Optional<CalendarTime> start = times.start(event);
        return new CalendarEvent(
                method,
                event.text("UID").map(String::strip).orElse(""),
                sequence(event, defects),
                event.text("SUMMARY"),
                start,
                times.end(event, start),
                event.first("RRULE").map(line -> line.value().strip()).filter(rule -> !rule.isEmpty()),
                event.text("LOCATION"),
                event.text("DESCRIPTION"),
                event.keyword("STATUS"),
                event.first("ORGANIZER").map(line -> user(line, Optional.empty())),
                event.all("ATTENDEE").stream()
                        .map(line -> user(line, Optional.of(status(line))))
                        .toList());
    }

    private static int sequence(Component event, Defects defects) {
        Optional<ContentLine> line = event.first("SEQUENCE");
        try {
            return line.isEmpty() ? 0 : Integer.parseInt(line.get().value().strip());
        } catch (NumberFormatException e) {
            defects.malformed("SEQUENCE is not a number", line.get().value(), "3.8.7.4");
            return 0;
        }
    }

    private static String status(ContentLine line) {
        return line.parameter("PARTSTAT")
                .map(status -> status.toUpperCase(Locale.ROOT))
                .orElse("NEEDS-ACTION");
    }

    private static CalendarUser user(ContentLine line, Optional<String> status) {
        String uri = line.value().strip();
        boolean isMail = uri.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
        // RFC 7986, 6.2: the address of a user who has another URI.
        String address = isMail
                ? uri.substring(MAILTO.length())
                : line.parameter("EMAIL").orElse(uri);
        return new CalendarUser(address, line.parameter("CN"), status);
    }
}

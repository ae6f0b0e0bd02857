package io.github.smtpfake.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.calendar.CalendarEvent;
import java.util.List;

/** Reads calendars that tests write as lines. */
final class CalendarTexts {
    private CalendarTexts() {}

    static CalendarReader read(String... lines) {
        return CalendarReader.read("BEGIN:VCALENDAR\n" + String.join("\n", lines) + "\nEND:VCALENDAR\n");
    }

    static CalendarReader event(String... lines) {
        return read("BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", String.join("\n", lines), "END:VEVENT");
    }

    static CalendarEvent only(CalendarReader reader) {
        assertThat(reader.events()).hasSize(1);
        return reader.events().get(0);
    }

    static List<String> defects(CalendarReader reader) {
        return reader.defects().stream()
                .map(defect ->
                        defect.what() + defect.found().map(text -> ": " + text).orElse(""))
                .toList();
    }
}

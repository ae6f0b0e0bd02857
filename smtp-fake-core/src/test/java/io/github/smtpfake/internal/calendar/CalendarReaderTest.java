package io.github.smtpfake.internal.calendar;

import static io.github.smtpfake.internal.calendar.CalendarTexts.defects;
import static io.github.smtpfake.internal.calendar.CalendarTexts.event;
import static io.github.smtpfake.internal.calendar.CalendarTexts.only;
import static io.github.smtpfake.internal.calendar.CalendarTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.calendar.CalendarTime;
import io.github.smtpfake.calendar.CalendarUser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarReaderTest {
    @Test
    void readsAnInvitation() {
        CalendarReader reader = read(
                "METHOD:request",
                "BEGIN:VEVENT",
                "UID:42@example.org",
                "DTSTAMP:20260101T000000Z",
                "SEQUENCE:3",
                "STATUS:CONFIRMED",
                "SUMMARY:Review\\, part 1",
                "LOCATION:Room 5",
                "DESCRIPTION:First\\nsecond\\; \\\\ done",
                "DTSTART:20260329T080000Z",
                "DTEND:20260329T090000Z",
                "RRULE:FREQ=WEEKLY;COUNT=5",
                "ORGANIZER;CN=Ada:MAILTO:ada@example.org",
                "ATTENDEE;CN=\"Doe, Jim: boss\";PARTSTAT=accepted;RSVP=TRUE:mailto:jim@example.org",
                "ATTENDEE:mailto:eve@example.org",
                "ATTENDEE;EMAIL=room@example.org;PARTSTAT=DECLINED:urn:uuid:1",
                "BEGIN:VALARM",
                "SUMMARY:Not the title",
                "END:VALARM",
                "END:VEVENT");

        CalendarEvent event = only(reader);
        assertThat(event)
                .isEqualTo(new CalendarEvent(
                        Optional.of("REQUEST"),
                        "42@example.org",
                        3,
                        Optional.of("Review, part 1"),
                        Optional.of(new CalendarTime(
                                LocalDateTime.of(2026, 3, 29, 8, 0), Optional.of(ZoneOffset.UTC), false)),
                        Optional.of(new CalendarTime(
                                LocalDateTime.of(2026, 3, 29, 9, 0), Optional.of(ZoneOffset.UTC), false)),
                        Optional.of("FREQ=WEEKLY;COUNT=5"),
                        Optional.of("Room 5"),
                        Optional.of("First\nsecond; \\ done"),
                        Optional.of("CONFIRMED"),
                        Optional.of(new CalendarUser("ada@example.org", Optional.of("Ada"), Optional.empty())),
                        List.of(
                                new CalendarUser(
                                        "jim@example.org", Optional.of("Doe, Jim: boss"), Optional.of("ACCEPTED")),
                                new CalendarUser("eve@example.org", Optional.empty(), Optional.of("NEEDS-ACTION")),
                                new CalendarUser("room@example.org", Optional.empty(), Optional.of("DECLINED")))));
        assertThat(event).hasToString("REQUEST \"Review, part 1\" at 2026-03-29T08:00 Z");
        assertThat(event.attendees().get(0)).hasToString("Doe, Jim: boss <jim@example.org> (ACCEPTED)");
        assertThat(reader.methods()).containsExactly("REQUEST");
        assertThat(reader.defects()).isEmpty();
    }

    @Test
    void readsWholeDays() {
        CalendarEvent event = only(event("DTSTART;VALUE=DATE:20260329"));

        assertThat(event.isAllDay()).isTrue();
        assertThat(event.start()).contains(CalendarTime.of(LocalDate.of(2026, 3, 29)));
        assertThat(event.end()).contains(CalendarTime.of(LocalDate.of(2026, 3, 30)));
        assertThat(event.start().orElseThrow()).hasToString("2026-03-29");
    }

    @ParameterizedTest
    @CsvSource({
        // The clocks change between the two times.
        "Europe/Berlin, P1D, 2026-03-29T12:00",
        "Europe/Berlin, PT24H, 2026-03-29T13:00",
        "Europe/Berlin, P1W, 2026-04-04T12:00",
        "UTC, P1DT2H30M15S, 2026-03-29T14:30:15",
        "UTC, -PT15M, 2026-03-28T11:45"
    })
    void computesTheEndFromADuration(String zone, String duration, LocalDateTime end) {
        CalendarReader reader = event("DTSTART;TZID=" + zone + ":20260328T120000", "DURATION:" + duration);

        assertThat(only(reader).end().orElseThrow().dateTime()).isEqualTo(end);
    }

    @Test
    void computesTheEndOfDaysAndOfTimesOnEveryClock() {
        assertThat(only(event("DTSTART;VALUE=DATE:20260328", "DURATION:P3D")).end())
                .contains(CalendarTime.of(LocalDate.of(2026, 3, 31)));
        assertThat(only(event("DTSTART:20260328T120000", "DURATION:P1DT1M")).end())
                .contains(CalendarTime.of(LocalDateTime.of(2026, 3, 29, 12, 1)));
        assertThat(only(event("DTSTART:20260328T120000")).end())
                .contains(CalendarTime.of(LocalDateTime.of(2026, 3, 28, 12, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PT", "P1DT", "1H", "PT1.5H", "", "P9999999D"})
    void reportsAnInvalidDuration(String duration) {
        CalendarReader reader = event("DTSTART:20260328T120000Z", "DURATION:" + duration);

        assertThat(defects(reader)).containsExactly("DURATION is not a duration: " + duration);
        assertThat(only(reader).end()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "20260230T100000", "20260101T250000", "2026-01-01", "20260101T1000"})
    void reportsAnInvalidTime(String time) {
        CalendarReader reader = event("DTSTART:" + time);

        assertThat(defects(reader)).containsExactly("DTSTART is not a date or time: " + time);
        assertThat(only(reader).start()).isEmpty();
        assertThat(only(reader).end()).isEmpty();
    }

    @Test
    void readsADateWithoutItsTypeAndALeapSecond() {
        CalendarReader reader = event("DTSTART:20260329", "DTEND:20261231T235960Z");

        assertThat(only(reader).start()).contains(CalendarTime.of(LocalDate.of(2026, 3, 29)));
        assertThat(only(reader).end().orElseThrow().dateTime()).isEqualTo("2026-12-31T23:59:59");
        assertThat(defects(reader)).containsExactly("DTSTART is a date, but lacks VALUE=DATE: 20260329");
    }

    @Test
    void reportsWhatAnEventLacks() {
        assertThat(defects(read("BEGIN:VEVENT", "SUMMARY:x", "END:VEVENT")))
                .containsExactly("An event has no UID", "An event has no DTSTAMP", "An event has no DTSTART");
        assertThat(defects(read("METHOD:CANCEL", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "END:VEVENT")))
                .isEmpty();
        assertThat(defects(event("DTSTART:20260101T000000Z", "SEQUENCE:x")))
                .containsExactly("SEQUENCE is not a number: x");
    }

    @Test
    void readsWhatItCanOfAMalformedCalendar() {
        CalendarReader reader = CalendarReader.read(
                "BEGIN:VCALENDAR\nno property\nX;A=\"b\nEND:VTODO\nBEGIN:VEVENT\nSUMMARY:Kept\nUID:1\n");

        assertThat(only(reader).summary()).contains("Kept");
        assertThat(defects(reader))
                .contains(
                        "A line is not a property: no property",
                        "A line is not a property: X;A=\"b",
                        "END does not match BEGIN: VTODO",
                        "There is no END for BEGIN: VEVENT");
        assertThat(defects(CalendarReader.read(""))).containsExactly("There is no VCALENDAR");
    }

    @Test
    void decodesCaretsInParameters() {
        CalendarEvent event = only(event("DTSTART:20260101T000000Z", "ORGANIZER;CN=A ^'B^' C^^:mailto:a@example.org"));

        assertThat(event.organizer().orElseThrow().name()).contains("A \"B\" C^");
    }

    @Test
    void keepsOnlyTheFirstDefects() {
        CalendarReader reader = read("broken line\n".repeat(10) + "END:A\nEND:B\n".repeat(1_000) + "x 1\n".repeat(30));

        assertThat(reader.defects()).hasSizeLessThanOrEqualTo(20).doesNotHaveDuplicates();

        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            lines.append("no property ").append(i).append('\n');
        }
        assertThat(event(lines + "DTSTART;TZID=Moon:20260701T100000").defects())
                .hasSize(21)
                .extracting(CalendarDefect::kind)
                .contains(CalendarDefect.Kind.UNDEFINED_TIME_ZONE);
    }

    @Test
    void readsTheEventsAfterOneWithoutAnEnd() {
        CalendarReader reader = CalendarReader.read(String.join(
                "\n",
                "BEGIN:VCALENDAR",
                "BEGIN:VEVENT",
                "UID:1",
                "BEGIN:VEVENT",
                "UID:2",
                "BEGIN:VALARM",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:3",
                "END:VCALENDAR",
                "BEGIN:VCALENDAR",
                "BEGIN:VEVENT",
                "UID:4",
                "END:VEVENT",
                "END:VCALENDAR"));

        assertThat(reader.events()).extracting(CalendarEvent::uid).containsExactly("1", "2", "3", "4");
        assertThat(defects(reader)).contains("There is no END for BEGIN: VEVENT", "END does not match BEGIN: VEVENT");
    }

    @Test
    void rejectsADayWithTheLetterOfUtc() {
        assertThat(defects(event("DTSTART;VALUE=DATE:20260329Z")))
                .containsExactly("DTSTART is not a date or time: 20260329Z");
        assertThat(only(event("DTSTART:20260329T000000Z", "RRULE:")).recurrence())
                .isEmpty();
    }

    @Test
    void readsDeeplyNestedComponentsWithoutNesting() {
        CalendarReader reader = CalendarReader.read("BEGIN:VCALENDAR\n".repeat(100_000));

        assertThat(defects(reader)).contains("Components are nested deeper than 10 levels: VCALENDAR");
    }
}

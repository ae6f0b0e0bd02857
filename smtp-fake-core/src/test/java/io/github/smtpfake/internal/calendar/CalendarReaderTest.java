package io.github.smtpfake.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.calendar.CalendarTime;
import io.github.smtpfake.calendar.CalendarUser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarReaderTest {
    /** The definition of a zone as Outlook sends it. */
    private static final String[] OUTLOOK_ZONE = {
        "BEGIN:VTIMEZONE",
        "TZID:Customized Time Zone",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
        "END:DAYLIGHT",
        "END:VTIMEZONE"
    };

    private static CalendarReader read(String... lines) {
        return CalendarReader.read("BEGIN:VCALENDAR\n" + String.join("\n", lines) + "\nEND:VCALENDAR\n");
    }

    private static CalendarReader event(String... lines) {
        return read("BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", String.join("\n", lines), "END:VEVENT");
    }

    private static CalendarEvent only(CalendarReader reader) {
        assertThat(reader.events()).hasSize(1);
        return reader.events().get(0);
    }

    private static List<String> defects(CalendarReader reader) {
        return reader.defects().stream()
                .map(defect ->
                        defect.what() + defect.found().map(text -> ": " + text).orElse(""))
                .toList();
    }

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

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "W. Europe Standard Time, Europe/Berlin",
        "tzone://Microsoft/Utc, Z",
        "UTC, Z",
        "/freeassociation.sourceforge.net/Europe/Berlin, Europe/Berlin",
        "/citadel.org/20210210_1/America/Argentina/Buenos_Aires, America/Argentina/Buenos_Aires"
    })
    void knowsTheNamesOfTimeZones(String id, String zone) {
        CalendarReader reader = event("DTSTART;TZID=\"" + id + "\":20260701T100000");

        assertThat(only(reader).start().orElseThrow().zone()).contains(ZoneId.of(zone));
    }

    @Test
    void reportsATimeZoneWithoutADefinition() {
        assertThat(defects(event("DTSTART;TZID=Europe/Berlin:20260701T100000")))
                .containsExactly(
                        "A time refers to a time zone without a VTIMEZONE, which some calendars require: Europe/Berlin");

        CalendarReader unknown = event("DTSTART;TZID=Mars/Base:20260701T100000");
        assertThat(defects(unknown))
                .containsExactly("A time refers to a time zone that is unknown and has no VTIMEZONE: Mars/Base");
        assertThat(unknown.defects().get(0).kind()).isEqualTo(CalendarDefect.Kind.UNDEFINED_TIME_ZONE);
        assertThat(only(unknown).start()).contains(CalendarTime.of(LocalDateTime.of(2026, 7, 1, 10, 0)));
        assertThat(only(unknown).start().orElseThrow().instant()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20260115T120000, +01:00",
        "20260329T015959, +01:00",
        "20260329T020000, +02:00",
        "20260701T120000, +02:00",
        "20261025T025959, +02:00",
        "20261025T030000, +01:00",
        "16010101T000000, +01:00"
    })
    void appliesTheDefinitionOfAnUnknownTimeZone(String time, String offset) {
        CalendarReader reader = read(
                String.join("\n", OUTLOOK_ZONE),
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART;TZID=Customized Time Zone:" + time,
                "END:VEVENT");

        assertThat(only(reader).start().orElseThrow().zone()).contains(ZoneOffset.of(offset));
        assertThat(reader.defects()).isEmpty();
    }

    @Test
    void readsOtherRulesOfTimeZones() {
        String[] zone = {
            "BEGIN:VTIMEZONE",
            "TZID:Z",
            "BEGIN:DAYLIGHT",
            "DTSTART:20100401T020000",
            "TZOFFSETFROM:-0500",
            "TZOFFSETTO:-0400",
            "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1;UNTIL=20200401T070000Z",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:20101001T020000",
            "TZOFFSETFROM:-0400",
            "TZOFFSETTO:-0500",
            "RRULE:FREQ=YEARLY",
            "END:STANDARD",
            "BEGIN:STANDARD",
            "DTSTART:20250101T000000",
            "TZOFFSETFROM:-0500",
            "TZOFFSETTO:-053045",
            "END:STANDARD",
            "END:VTIMEZONE"
        };
        for (String[] row : new String[][] {
            {"20190501T000000", "-04:00"},
            {"20200501T000000", "-04:00"},
            {"20210501T000000", "-05:00"},
            {"20250501T000000", "-05:30:45"},
            {"20251101T000000", "-05:00"}
        }) {
            CalendarReader reader = read(
                    String.join("\n", zone),
                    "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Z:" + row[0] + "\nEND:VEVENT");

            assertThat(only(reader).start().orElseThrow().zone()).as(row[0]).contains(ZoneOffset.of(row[1]));
        }
    }

    @Test
    void reportsADefinitionThatCannotBeRead() {
        CalendarReader reader = read(
                "BEGIN:VTIMEZONE",
                "TZID:Mine",
                "BEGIN:STANDARD",
                "DTSTART:yesterday",
                "TZOFFSETTO:+99",
                "END:STANDARD",
                "END:VTIMEZONE",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART;TZID=Mine:20260701T100000",
                "END:VEVENT");

        assertThat(defects(reader)).containsExactly("The definition of a time zone cannot be read: Mine");
    }

    @Test
    void prefersTheLocationThatADefinitionNames() {
        CalendarReader reader = read(
                "BEGIN:VTIMEZONE",
                "TZID:Mine",
                "X-LIC-LOCATION:Asia/Tokyo",
                "END:VTIMEZONE",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART;TZID=Mine:20260701T100000",
                "END:VEVENT");

        assertThat(only(reader).start().orElseThrow().instant()).contains(Instant.parse("2026-07-01T01:00:00Z"));
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

    /** Another zone than the time zone database has, so that only the definition decides. */
    private static Optional<ZoneId> zoneAt(String time, String... observances) {
        CalendarReader reader = read(
                "BEGIN:VTIMEZONE\nTZID:Mine",
                String.join("\n", observances),
                "END:VTIMEZONE",
                "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Mine:" + time + "\nEND:VEVENT");
        return only(reader).start().orElseThrow().zone();
    }

    private static String observance(String start, String from, String to, String rule) {
        return "BEGIN:STANDARD\nDTSTART:" + start + "\nTZOFFSETFROM:" + from + "\nTZOFFSETTO:" + to + "\n" + rule
                + "\nEND:STANDARD";
    }

    @ParameterizedTest
    @CsvSource({
        "20260308T015959, -05:00",
        "20260308T020000, -04:00",
        "20261101T015959, -04:00",
        "20261101T020000, -05:00"
    })
    void readsAWeekdayAmongDays(String time, String offset) {
        assertThat(zoneAt(
                        time,
                        observance(
                                "20070311T020000",
                                "-0500",
                                "-0400",
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14"),
                        observance(
                                "20071104T020000",
                                "-0400",
                                "-0500",
                                "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=SU;BYMONTHDAY=1,2,3,4,5,6,7")))
                .contains(ZoneOffset.of(offset));
    }

    @ParameterizedTest
    @CsvSource({
        "20260401T000000, +01:00",
        "20260402T000000, +02:00",
        "20280101T000000, +03:00",
        "20300101T000000, +02:00"
    })
    void readsTheDatesOfATimeZone(String time, String offset) {
        assertThat(zoneAt(
                        time,
                        observance("20000101T000000", "+0200", "+0100", ""),
                        observance("20100101T000000", "+0100", "+0200", "RDATE:20260402T000000,20290101T000000"),
                        observance("20200101T000000", "+0200", "+0100", ""),
                        observance("20270101T000000", "+0200", "+0300", "")))
                .contains(ZoneOffset.of(offset));
    }

    /** The last changes are those of the year in which the rules end, not of the year in which they begin. */
    @Test
    void keepsTheLastTimeAfterAllRulesHaveEnded() {
        assertThat(zoneAt(
                        "20260701T000000",
                        observance(
                                "20000301T000000",
                                "+0100",
                                "+0200",
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1;UNTIL=20150301T000000"),
                        observance(
                                "19991001T000000",
                                "+0200",
                                "+0100",
                                "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1;UNTIL=20151001T000000")))
                .contains(ZoneOffset.of("+01:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=MONTHLY;BYMONTH=3;BYDAY=1SU",
                "FREQ=YEARLY;INTERVAL=2",
                "FREQ=YEARLY;BYMONTH=3,4;BYDAY=1SU",
                "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
                "FREQ=YEARLY;BYMONTH=x",
                "FREQ=YEARLY;BYMONTH=3;BYDAY=SU",
                "FREQ=YEARLY;BYMONTH=3;BYDAY=1SU,2SU",
                "FREQ=YEARLY;COUNT=5",
                "FREQ=YEARLY;UNTIL=soon",
                "BYMONTH=3",
                ""
            })
    void doesNotGuessTheOffsetOfAnotherRule(String rule) {
        assertThat(zoneAt("20260701T000000", observance("20000301T000000", "+0100", "+0200", "RRULE:" + rule)))
                .isEmpty();
    }

    @Test
    void readsALongRuleInTime() {
        String rule = "RRULE:FREQ=YEARLY;UNTIL=" + "Z".repeat(200_000);
        String events = "BEGIN:VEVENT\nDTSTART;TZID=Mine:20260701T000000\nEND:VEVENT\n".repeat(4_000);

        assertThat(read(
                                "BEGIN:VTIMEZONE\nTZID:Mine",
                                observance("20000301T000000", "+0100", "+0200", rule),
                                "END:VTIMEZONE",
                                events)
                        .events())
                .hasSize(4_000);
    }

    @Test
    void distinguishesTheTwoTimesOfAnHourThatOccursTwice() {
        CalendarEvent event = only(event("DTSTART;TZID=Europe/Berlin:20261025T013000", "DURATION:PT2H"));
        assertThat(event.end().orElseThrow().instant()).contains(Instant.parse("2026-10-25T01:30:00Z"));

        event = only(event("DTSTART;TZID=Europe/Berlin:20261025T023000", "DURATION:PT30M"));
        assertThat(event.start().orElseThrow().instant()).contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(event.end().orElseThrow().instant()).contains(Instant.parse("2026-10-25T01:00:00Z"));
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

    @Test
    void knowsOnlyZonesOfTheDatabaseForTheNamesOfWindows() {
        assertThat(WindowsZones.all()).hasSizeGreaterThan(130);
        assertThat(ZoneId.getAvailableZoneIds()).containsAll(WindowsZones.all().values());
    }
}

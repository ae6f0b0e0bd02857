package io.github.smtpfake.internal.calendar;

import static io.github.smtpfake.internal.calendar.CalendarTexts.defects;
import static io.github.smtpfake.internal.calendar.CalendarTexts.event;
import static io.github.smtpfake.internal.calendar.CalendarTexts.only;
import static io.github.smtpfake.internal.calendar.CalendarTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.calendar.CalendarTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTimeZonesTest {
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
    void knowsOnlyZonesOfTheDatabaseForTheNamesOfWindows() {
        assertThat(WindowsZones.all()).hasSizeGreaterThan(130);
        assertThat(ZoneId.getAvailableZoneIds()).containsAll(WindowsZones.all().values());
    }
}

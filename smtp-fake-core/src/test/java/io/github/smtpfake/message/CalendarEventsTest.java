package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.session.Problem;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarEventsTest {
    private static final String CALENDAR = String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            "UID:1",
            "DTSTAMP:20260101T000000Z",
            "DTSTART:20260329T080000Z",
            "SUMMARY:Review",
            "END:VEVENT",
            "END:VCALENDAR",
            "");

    private static CapturedMessage mail(String type, String calendar) {
        return TestMail.of(
                "Content-Type: " + type,
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(calendar.getBytes(UTF_8)));
    }

    private static String[] ids(CapturedMessage message) {
        return message.content().problems().stream()
                .map(Problem::id)
                .filter(id -> id.contains("alendar") || id.contains("TimeZone"))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "text/calendar; method=request",
        "application/ics",
        "application/octet-stream; name=Invite.ICS",
        "text/plain; name=invite.ics"
    })
    void readsCalendarsOfAnyDeclaration(String type) {
        CapturedMessage message = mail(type, CALENDAR);

        assertThat(message.content().calendarEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.summary()).contains("Review"));
        assertThat(message.content().calendar()).contains(CALENDAR.replace("\r\n", "\n"));
        assertThat(ids(message)).isEmpty();
    }

    @Test
    void unfoldsLinesBeforeItDecodesThem() {
        byte[] summary = "Prüfung".getBytes(UTF_8);
        String folded = CALENDAR.replace(
                "SUMMARY:Review",
                "SUMMARY:Pr" + new String(summary, 2, 1, ISO_8859_1) + "\r\n " + new String(summary, 3, 1, ISO_8859_1)
                        + "fung\n\t, part 1");
        CapturedMessage message = TestMail.of(
                "Content-Type: text/calendar",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(folded.getBytes(ISO_8859_1)));

        assertThat(message.content().calendarEvents())
                .extracting(event -> event.summary().orElseThrow())
                .containsExactly("Prüfung, part 1");
    }

    @Test
    void returnsAnEventOnceThatIsAlsoAttached() {
        CapturedMessage message = TestMail.of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/calendar; method=REQUEST",
                "",
                CALENDAR + "--b",
                "Content-Type: application/ics; name=invite.ics",
                "",
                CALENDAR + CALENDAR.replace("UID:1", "UID:2") + "--b--");

        assertThat(message.content().calendarEvents())
                .extracting(CalendarEvent::uid)
                .containsExactly("1", "2");
    }

    @Test
    void findsNoEventsWithoutACalendar() {
        assertThat(TestMail.of("Subject: x", "", CALENDAR).content().calendarEvents())
                .isEmpty();
    }

    @Test
    void reportsWhatIsWrongWithACalendar() {
        assertThat(mail("text/calendar", CALENDAR.replace("DTSTART:", "DTSTART;TZID=Moon:"))
                        .content()
                        .calendarEvents())
                .hasSize(1);
        assertThat(ids(mail("text/calendar", CALENDAR.replace("20260329T080000Z", "soon"))))
                .containsExactly("malformedCalendar");
        assertThat(ids(mail(
                        "text/calendar",
                        CALENDAR.replace("DTSTART:20260329T080000Z", "DTSTART;TZID=Moon:20260329T080000"))))
                .containsExactly("undefinedTimeZone");
        assertThat(mail("text/calendar; method=CANCEL", CALENDAR).content().problems())
                .filteredOn(problem -> problem.id().equals("calendarMethodMismatch"))
                .singleElement()
                .hasToString(
                        "calendarMethodMismatch: The Content-Type header of a calendar has the method \"CANCEL\", but its METHOD is"
                                + " \"REQUEST\" (RFC 6047, 2.4)");
    }
}

package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.Mails.mail;
import static io.github.smtpfake.assertj.SmtpFakeAssertions.CALENDAR_EVENT;
import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.assertj.SmtpFakeAssertions.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.message.CapturedMessage;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalendarEventAssertTest {
    private static final LocalDateTime TEN = LocalDateTime.of(2026, 7, 1, 10, 0);
    private static final ZonedDateTime TEN_IN_BERLIN = TEN.atZone(ZoneId.of("Europe/Berlin"));

    private final CapturedMessage invitation =
            invitation("DTSTART;TZID=Europe/Berlin:20260701T100000", "DURATION:PT1H");
    private final CapturedMessage holiday = invitation("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260704");

    private static CapturedMessage invitation(String start, String end) {
        return mail(
                "Subject: Invitation",
                "Content-Type: text/calendar; method=REQUEST",
                "",
                "BEGIN:VCALENDAR",
                "METHOD:REQUEST",
                "BEGIN:VEVENT",
                "UID:1",
                "SEQUENCE:2",
                "STATUS:CONFIRMED",
                "SUMMARY:Review",
                "LOCATION:Room 5",
                "DESCRIPTION:Bring coffee",
                "RRULE:FREQ=WEEKLY",
                start,
                end,
                "ORGANIZER;CN=Ada:mailto:ada@example.org",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Bob@example.org",
                "ATTENDEE:mailto:eve@example.org",
                "END:VEVENT",
                "END:VCALENDAR");
    }

    private static CalendarEvent event(CapturedMessage message) {
        return message.content().calendarEvents().get(0);
    }

    @Test
    void passesForAMatchingEvent() {
        assertThat(invitation)
                .calendar(event -> event.hasMethod("request").hasUid("1"))
                .calendar()
                .hasSequence(2)
                .hasStatus("confirmed")
                .hasSummary("Review")
                .hasLocation("Room 5")
                .hasDescriptionContaining("coffee")
                .hasRecurrence("FREQ=WEEKLY")
                .startsAt(TEN)
                .startsAt(TEN_IN_BERLIN)
                .startsAt(TEN_IN_BERLIN.withZoneSameInstant(ZoneOffset.UTC))
                .endsAt(TEN.plusHours(1))
                .endsAt(TEN_IN_BERLIN.plusHours(1))
                .hasOrganizer("ADA@example.org")
                .hasAttendees("eve@example.org", "bob@example.org")
                .hasAttendee("bob@example.org")
                .hasAttendee("bob@example.org", "accepted")
                .returnToMessage()
                .hasSubject("Invitation");
        assertThat(holiday).calendar().lastsDays(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 3));
        then(event(invitation)).hasUid("1");
        assertThat(invitation.content().calendarEvents()).first(CALENDAR_EVENT).hasUid("1");
    }

    private static ThrowingCallable on(CapturedMessage message, Consumer<CalendarEventAssert> failing) {
        return () -> failing.accept(assertThat(event(message)));
    }

    @Test
    void showsTheActualValue() {
        assertThatThrownBy(on(invitation, event -> event.hasMethod("CANCEL")))
                .hasMessageContaining(
                        "Expected method \"CANCEL\", but it was \"REQUEST\".\nEvent: REQUEST \"Review\" at 2026-07-01T10:00 Europe/Berlin");
        assertThatThrownBy(on(invitation, event -> event.hasUid("2")))
                .hasMessageContaining("Expected UID \"2\", but it was \"1\".");
        assertThatThrownBy(on(invitation, event -> event.hasSequence(3)))
                .hasMessageContaining("Expected sequence \"3\", but it was \"2\".");
        assertThatThrownBy(on(invitation, event -> event.hasSummary("Retro")))
                .hasMessageContaining("Expected summary \"Retro\", but it was \"Review\".");
        assertThatThrownBy(on(invitation, event -> event.hasLocation("Room 6")))
                .hasMessageContaining("Expected location \"Room 6\", but it was \"Room 5\".");
        assertThatThrownBy(on(invitation, event -> event.hasStatus("TENTATIVE")))
                .hasMessageContaining("Expected status \"TENTATIVE\", but it was \"CONFIRMED\".");
        assertThatThrownBy(on(invitation, event -> event.hasDescriptionContaining("tea")))
                .hasMessageContaining("Expected description containing \"tea\", but it was \"Bring coffee\".");
        assertThatThrownBy(on(invitation, event -> event.hasRecurrence("FREQ=DAILY")))
                .hasMessageContaining("Expected recurrence \"FREQ=DAILY\", but it was \"FREQ=WEEKLY\".");
        assertThatThrownBy(on(invitation, CalendarEventAssert::hasNoRecurrence))
                .hasMessageContaining("Expected no recurrence, but found\n  \"FREQ=WEEKLY\"");
    }

    @Test
    void showsTheActualTime() {
        assertThatThrownBy(on(invitation, event -> event.startsAt(TEN.atZone(ZoneOffset.UTC))))
                .hasMessageContaining("Expected start 2026-07-01T10:00 Z, but it was 2026-07-01T10:00 Europe/Berlin.");
        assertThatThrownBy(on(invitation, event -> event.endsAt(TEN)))
                .hasMessageContaining("Expected end 2026-07-01T10:00, but it was 2026-07-01T11:00 Europe/Berlin.");
        assertThatThrownBy(on(holiday, event -> event.startsAt(TEN.withHour(0))))
                .hasMessageContaining("Expected start 2026-07-01T00:00, but it was 2026-07-01.");
        assertThatThrownBy(on(holiday, event -> event.lastsDays(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 4))))
                .hasMessageContaining(
                        "Expected the whole days 2026-07-01 to 2026-07-04, but they were 2026-07-01 to 2026-07-03.");
        assertThatThrownBy(on(invitation, event -> event.lastsDays(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 1))))
                .hasMessageContaining(
                        "but it lasts from 2026-07-01T10:00 Europe/Berlin to 2026-07-01T11:00 Europe/Berlin.");
        assertThatThrownBy(on(invitation("DTSTART:soon", "X:1"), event -> event.startsAt(TEN)))
                .hasMessageContaining("Expected start 2026-07-01T10:00, but there was none.");
    }

    @Test
    void comparesTheRightOneOfTwoTimesThatLookAlike() {
        CapturedMessage message = invitation("DTSTART:20261025T013000Z", "DTEND;TZID=Europe/Berlin:20261025T030000");
        ZonedDateTime second = ZonedDateTime.ofLocal(
                LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(1));

        assertThat(event(message)).startsAt(second).endsAt(second.plusMinutes(30));
        assertThatThrownBy(on(message, event -> event.startsAt(second.minusHours(1))))
                .hasMessageContaining("Expected start 2026-10-25T02:30 Europe/Berlin, but it was 2026-10-25T01:30 Z.");
    }

    @Test
    void showsTheActualPeople() {
        assertThatThrownBy(on(invitation, event -> event.hasOrganizer("bob@example.org")))
                .hasMessageContaining("Expected organizer bob@example.org, but it was Ada <ada@example.org>.");
        String found = ", but found:\n  Bob@example.org (ACCEPTED)\n  eve@example.org (NEEDS-ACTION)";
        assertThatThrownBy(on(invitation, event -> event.hasAttendee("ada@example.org")))
                .hasMessageContaining("Expected attendee ada@example.org" + found);
        assertThatThrownBy(on(invitation, event -> event.hasAttendee("bob@example.org", "DECLINED")))
                .hasMessageContaining("Expected attendee bob@example.org (DECLINED)" + found);
        assertThatThrownBy(on(invitation, event -> event.hasAttendees("bob@example.org")))
                .hasMessageContaining("Expected attendees [bob@example.org]" + found);
    }

    @Test
    void requiresExactlyOneEvent() {
        assertThatThrownBy(() -> assertThat(Mails.welcome()).calendar())
                .hasMessageContaining("Expected one calendar event, but there was none.");
        CapturedMessage two = mail(
                "Content-Type: text/calendar",
                "",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMMARY:Two\nEND:VEVENT\nEND:VCALENDAR");
        assertThatThrownBy(() -> assertThat(two).calendar())
                .hasMessageContaining("Expected one calendar event, but found:\n  event\n  event \"Two\"");
    }

    @Test
    void collectsFailuresSoftly() {
        SmtpFakeSoftAssertions softly = new SmtpFakeSoftAssertions();
        softly.assertThat(invitation).calendar().hasUid("2").hasSequence(3);
        softly.assertThat(event(invitation)).hasSummary("Retro");
        softly.assertThat(Mails.welcome()).calendar().hasUid("3");

        assertThat(softly.assertionErrorsCollected()).hasSize(4);
    }

    static Stream<ThrowingCallable> nullArguments() {
        CalendarEventAssert event = assertThat(event(invitation("DTSTART:20260701T100000Z", "X:1")));
        LocalDate day = LocalDate.of(2026, 7, 1);
        return Stream.of(
                () -> event.hasMethod(null),
                () -> event.hasUid(null),
                () -> event.hasSummary(null),
                () -> event.hasLocation(null),
                () -> event.hasDescriptionContaining(null),
                () -> event.hasStatus(null),
                () -> event.hasRecurrence(null),
                () -> event.startsAt((LocalDateTime) null),
                () -> event.startsAt((ZonedDateTime) null),
                () -> event.endsAt((LocalDateTime) null),
                () -> event.endsAt((ZonedDateTime) null),
                () -> event.lastsDays(null, day),
                () -> event.lastsDays(day, null),
                () -> event.hasOrganizer(null),
                () -> event.hasAttendees((String[]) null),
                () -> event.hasAttendee(null),
                () -> event.hasAttendee("a@example.org", null));
    }

    @ParameterizedTest
    @MethodSource("nullArguments")
    void rejectsNull(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageMatching("[a-z]+");
    }

    @Test
    void rejectsANegativeSequenceAndAnUnknownOrigin() {
        assertThatThrownBy(() -> assertThat(event(invitation)).hasSequence(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sequence");
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThat(event(invitation)).returnToMessage());
    }
}

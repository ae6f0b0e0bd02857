package io.github.smtpfake.assertj;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.calendar.CalendarTime;
import io.github.smtpfake.calendar.CalendarUser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a {@link CalendarEvent}, such as an invitation. */
public class CalendarEventAssert extends AbstractAssert<CalendarEventAssert, CalendarEvent> {
    private @Nullable CapturedMessageAssert message;

    /** Creates an assert; tests usually call {@link SmtpFakeAssertions#assertThat(CalendarEvent)} instead. */
    public CalendarEventAssert(@Nullable CalendarEvent actual) {
        super(actual, CalendarEventAssert.class);
    }

    final CalendarEventAssert of(CapturedMessageAssert message, String description) {
        this.message = message;
        return as("%s", description);
    }

    /**
     * Returns the assert on the message from which this one was reached.
     *
     * @throws IllegalStateException if this assert was not reached from a message
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(message, "message");
    }

    /**
     * Verifies what the sender requests.
     *
     * @param method a method of RFC 5546, such as {@code REQUEST} or {@code CANCEL}, ignoring case
     */
    public CalendarEventAssert hasMethod(String method) {
        Objects.requireNonNull(method, "method");
        isNotNull();
        return is("method", actual.method(), method.toUpperCase(Locale.ROOT));
    }

    /** Verifies the identifier of the event. */
    public CalendarEventAssert hasUid(String uid) {
        Objects.requireNonNull(uid, "uid");
        isNotNull();
        return is("UID", Optional.of(actual.uid()), uid);
    }

    /**
     * Verifies the revision of the event.
     *
     * @param sequence zero or more
     */
    public CalendarEventAssert hasSequence(int sequence) {
        Checks.atLeast(0, sequence, "sequence");
        isNotNull();
        return is("sequence", Optional.of("" + actual.sequence()), "" + sequence);
    }

    /** Verifies that the title equals the given text. */
    public CalendarEventAssert hasSummary(String summary) {
        Objects.requireNonNull(summary, "summary");
        isNotNull();
        return is("summary", actual.summary(), summary);
    }

    /** Verifies that the place equals the given text. */
    public CalendarEventAssert hasLocation(String location) {
        Objects.requireNonNull(location, "location");
        isNotNull();
        return is("location", actual.location(), location);
    }

    /** Verifies that the text of the event contains the given text. */
    public CalendarEventAssert hasDescriptionContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        if (actual.description().filter(found -> found.contains(text)).isEmpty()) {
            throw failed(TextDifference.containing("description", text, actual.description()));
        }
        return this;
    }

    /**
     * Verifies the status of the event.
     *
     * @param status {@code TENTATIVE}, {@code CONFIRMED} or {@code CANCELLED}, ignoring case
     */
    public CalendarEventAssert hasStatus(String status) {
        Objects.requireNonNull(status, "status");
        isNotNull();
        return is("status", actual.status(), status.toUpperCase(Locale.ROOT));
    }

    /** Verifies that the event recurs by exactly the given rule, such as {@code FREQ=WEEKLY;COUNT=5}. */
    public CalendarEventAssert hasRecurrence(String rule) {
        Objects.requireNonNull(rule, "rule");
        isNotNull();
        return is("recurrence", actual.recurrence(), rule);
    }

    /** Verifies that the event does not recur. */
    public CalendarEventAssert hasNoRecurrence() {
        isNotNull();
        actual.recurrence().ifPresent(rule -> {
            throw failed("Expected no recurrence, but found\n  " + Failure.quoted(rule));
        });
        return this;
    }

    /** Verifies that the event begins at the given time, in whatever zone the event names it. */
    public CalendarEventAssert startsAt(ZonedDateTime time) {
        Objects.requireNonNull(time, "time");
        isNotNull();
        return isAt("start", actual.start(), CalendarTime.of(time));
    }

    /** Verifies that the event ends at the given time, in whatever zone the event names it. */
    public CalendarEventAssert endsAt(ZonedDateTime time) {
        Objects.requireNonNull(time, "time");
        isNotNull();
        return isAt("end", actual.end(), CalendarTime.of(time));
    }

    /** Verifies that the event begins at the given time by the clock of its zone, or on every clock if it has no zone. */
    public CalendarEventAssert startsAt(LocalDateTime time) {
        Objects.requireNonNull(time, "time");
        isNotNull();
        return isAt("start", actual.start(), CalendarTime.of(time));
    }

    /** Verifies that the event ends at the given time by the clock of its zone, or on every clock if it has no zone. */
    public CalendarEventAssert endsAt(LocalDateTime time) {
        Objects.requireNonNull(time, "time");
        isNotNull();
        return isAt("end", actual.end(), CalendarTime.of(time));
    }

    /**
     * Verifies that the event lasts whole days.
     *
     * @param first the first day
     * @param last the last day, which is the day before the end in the calendar
     */
    public CalendarEventAssert lastsDays(LocalDate first, LocalDate last) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        isNotNull();
        String expected = first + " to " + last;
        Optional<String> found = actual.isAllDay() && actual.end().isPresent()
                ? Optional.of(actual.start().orElseThrow() + " to "
                        + actual.end().get().date().minusDays(1))
                : Optional.empty();
        if (!found.equals(Optional.of(expected))) {
            throw different(
                    found.orElse(null),
                    expected,
                    Failure.of(
                            "the whole days " + expected,
                            found.map(days -> "they were " + days)
                                    .orElse("it lasts from " + shown(actual.start()) + " to " + shown(actual.end()))));
        }
        return this;
    }

    /** Verifies that the given address organizes the event. */
    public CalendarEventAssert hasOrganizer(String address) {
        Objects.requireNonNull(address, "address");
        isNotNull();
        if (actual.organizer().filter(user -> isAddress(user, address)).isEmpty()) {
            throw different(
                    actual.organizer().map(CalendarUser::address).orElse(null),
                    address,
                    Failure.values(
                            "organizer",
                            address,
                            actual.organizer().map(CalendarUser::toString).map(Failure::cut)));
        }
        return this;
    }

    /** Verifies that exactly the given addresses are invited, in any order. */
    public CalendarEventAssert hasAttendees(String... addresses) {
        List<String> expected = Checks.elements("addresses", addresses).stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        isNotNull();
        List<String> found = actual.attendees().stream()
                .map(user -> user.address().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        if (!found.equals(expected)) {
            throw different(found, expected, attendees("attendees " + Failure.cut(expected.toString())));
        }
        return this;
    }

    /** Verifies that the given address is invited, among others. */
    public CalendarEventAssert hasAttendee(String address) {
        Objects.requireNonNull(address, "address");
        isNotNull();
        return requireAttendee("attendee " + address, user -> isAddress(user, address));
    }

    /**
     * Verifies that the given address is invited, and how it has responded.
     *
     * @param status the participation status, such as {@code NEEDS-ACTION} or {@code ACCEPTED}, ignoring case
     */
    public CalendarEventAssert hasAttendee(String address, String status) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(status, "status");
        isNotNull();
        String wanted = status.toUpperCase(Locale.ROOT);
        return requireAttendee(
                "attendee " + address + " (" + wanted + ")",
                user -> isAddress(user, address) && user.status().equals(Optional.of(wanted)));
    }

    private CalendarEventAssert requireAttendee(String expected, Predicate<CalendarUser> wanted) {
        if (actual.attendees().stream().noneMatch(wanted)) {
            throw failed(attendees(expected));
        }
        return this;
    }

    private static boolean isAddress(CalendarUser user, String address) {
        return user.address().equalsIgnoreCase(address);
    }

    private String attendees(String expected) {
        return Failure.found(expected, actual.attendees(), CalendarUser::toString);
    }

    private CalendarEventAssert isAt(String what, Optional<CalendarTime> found, CalendarTime expected) {
        if (found.filter(time -> isSame(time, expected)).isEmpty()) {
            throw different(
                    found.map(CalendarTime::toString).orElse(null),
                    expected.toString(),
                    Failure.values(what, expected.toString(), found.map(CalendarTime::toString)));
        }
        return this;
    }

    /** A time without a zone is compared by the clock. */
    private static boolean isSame(CalendarTime found, CalendarTime expected) {
        Optional<Instant> instant = expected.instant();
        return instant.isPresent()
                ? found.instant().equals(instant)
                : !found.isDay() && found.dateTime().equals(expected.dateTime());
    }

    private static String shown(Optional<CalendarTime> time) {
        return time.map(CalendarTime::toString).orElse("an unknown time");
    }

    private CalendarEventAssert is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw different(found.orElse(null), expected, Failure.different(what, expected, found));
        }
        return this;
    }

    private AssertionError failed(String description) {
        return failure("%s", withEvent(description));
    }

    private AssertionError different(@Nullable Object found, Object expected, String description) {
        return failureWithActualExpected(found, expected, "%s", withEvent(description));
    }

    private String withEvent(String description) {
        return description + "\nEvent: " + Failure.cut(actual.toString());
    }
}

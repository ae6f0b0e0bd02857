package io.github.smtpfake.assertj;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SmtpSession;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;

/**
 * The entry points of the assertions, to import statically in addition to those of AssertJ: {@code assertThat}, and
 * {@code then} for tests in the style of given, when, then.
 */
public final class SmtpFakeAssertions {

    /** Navigates to assertions on a message: {@code assertThat(inbox).messages().first(MESSAGE)}. */
    public static final InstanceOfAssertFactory<CapturedMessage, CapturedMessageAssert> MESSAGE =
            new InstanceOfAssertFactory<>(CapturedMessage.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on an inbox. */
    public static final InstanceOfAssertFactory<Inbox, InboxAssert> INBOX =
            new InstanceOfAssertFactory<>(Inbox.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on an attachment. */
    public static final InstanceOfAssertFactory<Attachment, AttachmentAssert> ATTACHMENT =
            new InstanceOfAssertFactory<>(Attachment.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on an event of a calendar. */
    public static final InstanceOfAssertFactory<CalendarEvent, CalendarEventAssert> CALENDAR_EVENT =
            new InstanceOfAssertFactory<>(CalendarEvent.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on a session. */
    public static final InstanceOfAssertFactory<SmtpSession, SessionAssert> SESSION =
            new InstanceOfAssertFactory<>(SmtpSession.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on a rule. */
    public static final InstanceOfAssertFactory<Rule, RuleAssert> RULE =
            new InstanceOfAssertFactory<>(Rule.class, SmtpFakeAssertions::assertThat);

    private SmtpFakeAssertions() {}

    /** Returns assertions on a message. */
    public static CapturedMessageAssert assertThat(@Nullable CapturedMessage actual) {
        return new CapturedMessageAssert(actual);
    }

    /** Returns assertions on the messages that an inbox has now. To wait, use {@link Inbox#awaitOne()} and similar methods. */
    public static InboxAssert assertThat(@Nullable Inbox actual) {
        return new InboxAssert(actual);
    }

    /** Returns assertions on an attachment or inline part of a message. */
    public static AttachmentAssert assertThat(@Nullable Attachment actual) {
        return new AttachmentAssert(actual);
    }

    /** Returns assertions on an event of a calendar in a message. */
    public static CalendarEventAssert assertThat(@Nullable CalendarEvent actual) {
        return new CalendarEventAssert(actual);
    }

    /** Returns assertions on a session as it is now. To wait, use {@link Inbox#awaitSession()}. */
    public static SessionAssert assertThat(@Nullable SmtpSession actual) {
        return new SessionAssert(actual);
    }

    /** Returns assertions on how often a rule has fired so far. */
    public static RuleAssert assertThat(@Nullable Rule actual) {
        return new RuleAssert(actual);
    }

    /** Returns assertions on a message. */
    public static CapturedMessageAssert then(@Nullable CapturedMessage actual) {
        return assertThat(actual);
    }

    /** Returns assertions on the messages that an inbox has now. To wait, use {@link Inbox#awaitOne()} and similar methods. */
    public static InboxAssert then(@Nullable Inbox actual) {
        return assertThat(actual);
    }

    /** Returns assertions on an event of a calendar in a message. */
    public static CalendarEventAssert then(@Nullable CalendarEvent actual) {
        return assertThat(actual);
    }

    /** Returns assertions on an attachment or inline part of a message. */
    public static AttachmentAssert then(@Nullable Attachment actual) {
        return assertThat(actual);
    }

    /** Returns assertions on a session as it is now. To wait, use {@link Inbox#awaitSession()}. */
    public static SessionAssert then(@Nullable SmtpSession actual) {
        return assertThat(actual);
    }

    /** Returns assertions on how often a rule has fired so far. */
    public static RuleAssert then(@Nullable Rule actual) {
        return assertThat(actual);
    }
}

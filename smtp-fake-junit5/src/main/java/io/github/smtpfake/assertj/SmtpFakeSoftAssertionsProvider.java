package io.github.smtpfake.assertj;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SmtpSession;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/** The soft variants of {@link SmtpFakeAssertions}. Implement this interface to add them to your own soft assertions. */
public interface SmtpFakeSoftAssertionsProvider extends SoftAssertionsProvider {

    /** Returns soft assertions on a message. */
    default CapturedMessageAssert assertThat(@Nullable CapturedMessage actual) {
        return proxy(CapturedMessageAssert.class, CapturedMessage.class, actual).by(Navigation.soft(this));
    }

    /** Returns soft assertions on the messages that an inbox has now. */
    default InboxAssert assertThat(@Nullable Inbox actual) {
        return proxy(InboxAssert.class, Inbox.class, actual).by(Navigation.soft(this));
    }

    /** Returns soft assertions on an attachment or inline part of a message. */
    default AttachmentAssert assertThat(@Nullable Attachment actual) {
        return proxy(AttachmentAssert.class, Attachment.class, actual);
    }

    /** Returns soft assertions on an event of a calendar in a message. */
    default CalendarEventAssert assertThat(@Nullable CalendarEvent actual) {
        return proxy(CalendarEventAssert.class, CalendarEvent.class, actual);
    }

    /** Returns soft assertions on a session as it is now. */
    default SessionAssert assertThat(@Nullable SmtpSession actual) {
        return proxy(SessionAssert.class, SmtpSession.class, actual);
    }

    /** Returns soft assertions on how often a rule has fired so far. */
    default RuleAssert assertThat(@Nullable Rule actual) {
        return proxy(RuleAssert.class, Rule.class, actual);
    }
}

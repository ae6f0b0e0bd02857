package io.github.smtpfake.assertj;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SmtpSession;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of the assertions, made for a static import beside those of AssertJ: {@code assertThat}, and {@code then}
 * for those who write given, when, then.
 */
public final class SmtpFakeAssertions {

    private SmtpFakeAssertions() {}

    /** Asserts on a message. */
    public static CapturedMessageAssert assertThat(@Nullable CapturedMessage actual) {
        return new CapturedMessageAssert(actual);
    }

    /** Asserts on the messages that an inbox has now; {@link Inbox#awaitOne()} and its likes wait. */
    public static InboxAssert assertThat(@Nullable Inbox actual) {
        return new InboxAssert(actual);
    }

    /** Asserts on an attachment or inline part of a message. */
    public static AttachmentAssert assertThat(@Nullable Attachment actual) {
        return new AttachmentAssert(actual);
    }

    /** Asserts on a session as it is now; {@link Inbox#awaitSession()} waits. */
    public static SessionAssert assertThat(@Nullable SmtpSession actual) {
        return new SessionAssert(actual);
    }

    /** Asserts on how often a rule has fired until now. */
    public static RuleAssert assertThat(@Nullable Rule actual) {
        return new RuleAssert(actual);
    }

    /** Asserts on a message. */
    public static CapturedMessageAssert then(@Nullable CapturedMessage actual) {
        return assertThat(actual);
    }

    /** Asserts on the messages that an inbox has now; {@link Inbox#awaitOne()} and its likes wait. */
    public static InboxAssert then(@Nullable Inbox actual) {
        return assertThat(actual);
    }

    /** Asserts on an attachment or inline part of a message. */
    public static AttachmentAssert then(@Nullable Attachment actual) {
        return assertThat(actual);
    }

    /** Asserts on a session as it is now; {@link Inbox#awaitSession()} waits. */
    public static SessionAssert then(@Nullable SmtpSession actual) {
        return assertThat(actual);
    }

    /** Asserts on how often a rule has fired until now. */
    public static RuleAssert then(@Nullable Rule actual) {
        return assertThat(actual);
    }
}

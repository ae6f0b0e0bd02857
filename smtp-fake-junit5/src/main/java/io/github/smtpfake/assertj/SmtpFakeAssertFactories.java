package io.github.smtpfake.assertj;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SmtpSession;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Factories for AssertJ's {@code asInstanceOf} and {@code first}, such as
 * {@code assertThat(inbox).messages().first(MESSAGE)}.
 */
public final class SmtpFakeAssertFactories {

    /** Navigates to assertions on a message. */
    public static final InstanceOfAssertFactory<CapturedMessage, CapturedMessageAssert> MESSAGE =
            new InstanceOfAssertFactory<>(CapturedMessage.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on an inbox. */
    public static final InstanceOfAssertFactory<Inbox, InboxAssert> INBOX =
            new InstanceOfAssertFactory<>(Inbox.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on an attachment. */
    public static final InstanceOfAssertFactory<Attachment, AttachmentAssert> ATTACHMENT =
            new InstanceOfAssertFactory<>(Attachment.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on a session. */
    public static final InstanceOfAssertFactory<SmtpSession, SessionAssert> SESSION =
            new InstanceOfAssertFactory<>(SmtpSession.class, SmtpFakeAssertions::assertThat);

    /** Navigates to assertions on a rule. */
    public static final InstanceOfAssertFactory<Rule, RuleAssert> RULE =
            new InstanceOfAssertFactory<>(Rule.class, SmtpFakeAssertions::assertThat);

    private SmtpFakeAssertFactories() {}
}

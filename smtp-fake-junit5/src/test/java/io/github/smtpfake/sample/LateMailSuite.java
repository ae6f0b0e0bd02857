package io.github.smtpfake.sample;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.Consequence;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests that share one server and never restrict their inbox, although each of them leaves a message behind that a client has
 * begun to send and finishes during the next test.
 */
@SmtpFake(awaitTimeout = "30s", unclaimedMail = Consequence.FAIL)
@Execution(ExecutionMode.SAME_THREAD)
class LateMailSuite {
    private static SmtpClient late;

    private final SmtpFakeServer smtp;
    private final Inbox inbox;
    private final Signup application;

    LateMailSuite(SmtpFakeServer smtp, Inbox inbox) {
        this.smtp = smtp;
        this.inbox = inbox;
        this.application = new Signup(smtp.host(), smtp.port());
    }

    @BeforeEach
    void finishTheMailOfTheTestBefore() throws IOException {
        if (late != null) {
            late.say("Subject: late", "", ".").expect("250");
        }
    }

    @AfterEach
    void beginMailThatIsNotAwaited() throws IOException {
        if (late == null) {
            late = SmtpClient.greeted(smtp);
        }
        late.untilData();
    }

    @AfterAll
    static void disconnect() throws IOException {
        late.close();
        late = null;
    }

    @RepeatedTest(8)
    void receivesExactlyItsMail() throws MessagingException {
        application.register("ada@example.org");

        assertThat(inbox.awaitOne()).hasSubject("Wëlcome, Ada").hasRecipients("ada@example.org");
        assertThat(inbox).hasMessageCount(1);
    }

    @RepeatedTest(6)
    void receivesNothing() {
        assertThat(inbox).isEmpty().staysEmptyFor(Duration.ofMillis(1));
        assertThat(inbox.sessions()).isEmpty();
    }

    @RepeatedTest(4)
    void failsBecauseItsMailIsMissing() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ZERO).awaitOne())
                .withMessageContaining("but none arrived");
    }

    @RepeatedTest(6)
    void receivesItsMailOverTheConnectionOfAnEarlierTest() throws IOException {
        SmtpClient pooled = late == null ? SmtpClient.greeted(smtp) : late;
        pooled.deliver("Subject: mine\r\n");
        late = pooled;

        assertThat(inbox.awaitOne()).hasSubject("mine");
    }

    @RepeatedTest(4)
    void seesItsSession() throws MessagingException {
        application.register("ada@example.org");

        assertThat(inbox.awaitSession()).hasDeliveredMessages(1).hasNoRejectedCommands();
        assertThat(inbox).hasMessageCount(1);
    }

    @RepeatedTest(4)
    void retriesAfterAFullMailbox() throws MessagingException {
        Rule full = smtp.on(rcptTo("ada@example.org")).once().reply("452 4.2.2 mailbox full");

        assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> application.register("ada@example.org"));
        assertThat(inbox).isEmpty();
        application.register("ada@example.org");

        assertThat(inbox).hasMessageCount(1);
        assertThat(full).hasFired(1);
    }
}

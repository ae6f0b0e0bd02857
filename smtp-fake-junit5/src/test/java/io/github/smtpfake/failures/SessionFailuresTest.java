package io.github.smtpfake.failures;

import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.junit5.SmtpFakeExtension;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.TimeLimit;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The texts of failed waits whose cause is a session that delivered nothing, each with a real client. */
class SessionFailuresTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @SmtpFake
    static class RecipientRejected {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            smtp.on(rcptTo("ada@*")).reply("452 4.2.2 mailbox full");
            new Application(smtp).send();
            inbox.awaitSession();

            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void showsTheRejectedRecipient() {
        assertThat(Failures.messageOf(RecipientRejected.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended with QUIT
                              rejected: RCPT TO:<ada@example.org> -> 452 4.2.2 mailbox full (rule: rcptTo(ada@*) -> 452 4.2.2 mailbox full)""");
    }

    @SmtpFake
    static class StillInData {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) throws Exception {
            PausedContent content = new PausedContent();
            Background<Void> sending =
                    Background.run(() -> new Application(smtp).content(content).send());
            try {
                inbox.awaitSession(SessionQuery.any()
                        .matching(
                                "is in DATA",
                                session -> session.transcript().stream()
                                        .anyMatch(line -> line.line().startsWith("354"))));

                inbox.withTimeout(SHORT).awaitOne();
            } finally {
                content.resume();
                sending.get();
            }
        }
    }

    @Test
    void showsATransactionInProgress() {
        assertThat(Failures.messageOf(StillInData.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: is still open
                              so far: MAIL FROM:<app@example.org>, RCPT TO:<ada@example.org>; message not complete yet""");
    }

    static class AuthNotOffered {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().disable(SmtpExtension.AUTH));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) throws Exception {
            Program.installed("python3")
                    .run(
                            "-c",
                            "import smtplib, sys\n"
                                    + "with smtplib.SMTP('127.0.0.1', int(sys.argv[1]), 'app.example.org') as smtp:\n"
                                    + "    smtp.login('app', 'secret')\n",
                            String.valueOf(smtp.port()))
                    .failed();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatAuthIsNotOffered() {
        // Here, because the test class that needs it is not that of this build.
        Program.installed("python3");
        assertThat(Failures.messageOf(AuthNotOffered.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended with QUIT
                              The client sent QUIT right after the reply to EHLO, which offers neither STARTTLS nor AUTH.
                              If it requires STARTTLS, start the server with tls(TlsMode.STARTTLS) (--tls starttls).
                              If it must log in, remove disable(SmtpExtension.AUTH) (--disable AUTH).""");
    }

    static class WrongPassword {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(
                SmtpFakeServer.builder().users(Users.of("app", "secret")).requireAuth());

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).login("app", "guessed").send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        assertThat(Failures.messageOf(WrongPassword.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: disconnected without QUIT
                              rejected: (AUTH LOGIN response) -> 535 5.7.8 Authentication credentials invalid
                              The server knows the user app, but the password is wrong.
                              Use the password set with users(..) (--user).""");
    }

    static class UnknownUser {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(
                SmtpFakeServer.builder().users(Users.of("app", "secret")).requireAuth());

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).login("application", "secret").send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatTheUserIsUnknown() {
        assertThat(Failures.messageOf(UnknownUser.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: disconnected without QUIT
                              rejected: (AUTH LOGIN response) -> 535 5.7.8 Authentication credentials invalid
                              The server does not know the user name that the client sent; it knows app.
                              Log in as a user that the server knows, or add the client's user name with users(..) (--user).""");
    }

    static class OverTheSizeLimit {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(SmtpFakeServer.builder()
                .limits(Limits.builder().messageSize(1_000).build()));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .content(new ByteArrayDataSource(new byte[2_000], "application/pdf"))
                    .send();
            inbox.awaitSession();

            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void showsAMessageOverTheSizeLimit() {
        assertThat(Failures.messageOf(OverTheSizeLimit.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended with QUIT
                              rejected: (message, not kept) -> 552 5.3.4 Message size exceeds the limit
                              Send a smaller message, or raise messageSize of the Limits (--max-message-size).""");
    }

    private static void delayed(SmtpFakeServer smtp, Inbox inbox, RuleTrigger trigger) throws Exception {
        Rule rule = smtp.on(trigger).delay(Duration.ofMinutes(1)).passThrough();
        Background<Void> sending = Background.run(() -> new Application(smtp).send());
        try {
            TimeLimit.until("the rule to fire", () -> rule.timesFired() == 1);
            inbox.withTimeout(SHORT).awaitOne();
        } finally {
            smtp.stop();
            sending.get();
        }
    }

    @SmtpFake
    static class DelayedAtConnect {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) throws Exception {
            delayed(smtp, inbox, connect());
        }
    }

    @SmtpFake
    static class DelayedAtMail {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) throws Exception {
            delayed(smtp, inbox, mailFrom("*"));
        }
    }

    @SmtpFake
    static class DelayedContent {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) throws Exception {
            delayed(smtp, inbox, content());
        }
    }

    @Test
    void namesARuleThatDelaysTheGreeting() {
        assertThat(Failures.messageOf(DelayedAtConnect.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, no EHLO: is still open
                              held up by a rule: connect() -> delay 60000 ms
                              The rule delays for 60 s, but the wait lasted 20 ms: wait longer than 60 s, or shorten the delay.""");
    }

    @Test
    void namesARuleThatDelaysACommand() {
        assertThat(Failures.messageOf(DelayedAtMail.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: is still open
                              held up by a rule: mailFrom(*) -> delay 60000 ms
                              so far: MAIL FROM:<app@example.org>, no RCPT TO yet
                              The rule delays for 60 s, but the wait lasted 20 ms: wait longer than 60 s, or shorten the delay.""");
    }

    @Test
    void namesARuleThatDelaysTheContent() {
        assertThat(Failures.messageOf(DelayedContent.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: is still open
                              held up by a rule: content() -> delay 60000 ms
                              so far: MAIL FROM:<app@example.org>, RCPT TO:<ada@example.org>; message not complete yet
                              The rule delays for 60 s, but the wait lasted 20 ms: wait longer than 60 s, or shorten the delay.""");
    }
}

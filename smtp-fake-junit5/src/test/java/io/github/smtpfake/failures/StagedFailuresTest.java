package io.github.smtpfake.failures;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static io.github.smtpfake.message.MessageQueries.to;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.junit5.SmtpFakeExtension;
import io.github.smtpfake.session.SessionQuery;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Tests that fail, each for another reason, as users write and run them. What JUnit reports of each must name the reason by
 * itself, without a look at a log.
 */
class StagedFailuresTest {
    private static final Duration MOMENT = Duration.ofMillis(20);

    /** Runs the only test of a class and returns the message of its failure, without what differs each time. */
    private static String failureOf(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .findFirst()
                .orElseThrow(() -> new AssertionError("The test did not fail"))
                .replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT")
                .replaceAll("<[^ <>]+@localhost>", "<ID>");
    }

    @SmtpFake
    static class WrongRecipient {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("bob@example.org").send();

            inbox.withTimeout(MOMENT).recipient("ada@example.org").awaitOne();
        }
    }

    @Test
    void wrongRecipient() {
        assertThat(failureOf(WrongRecipient.class)).isEqualTo("""
                        Expected exactly 1 message for recipient ada@example.org within 20 ms, but none came.
                        These came and do not match:
                          "Welcome" <app@example.org> -> <bob@example.org>
                              recipient ada@example.org: was bob@example.org""");
    }

    @SmtpFake
    static class WrongSubject {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).subject("Goodbye").send();

            inbox.withTimeout(MOMENT).awaitOne(to("ada@example.org").subjectContains("Welcome"));
        }
    }

    @Test
    void wrongSubject() {
        assertThat(failureOf(WrongSubject.class)).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org and subject containing "Welcome" within 20 ms, but none came.
                        These came and do not match:
                          "Goodbye" <app@example.org> -> <ada@example.org>
                              subject containing "Welcome": was "Goodbye\"""");
    }

    @SmtpFake
    static class OnlyInBcc {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("team@example.org").bcc("ada@example.org").send();

            inbox.withTimeout(MOMENT).awaitOne(to("ada@example.org"));
        }
    }

    @Test
    void onlyInBcc() {
        assertThat(failureOf(OnlyInBcc.class)).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org within 20 ms, but none came.
                        These came and do not match:
                          "Welcome" <app@example.org> -> <team@example.org>, <ada@example.org>
                              To ada@example.org: was team@example.org (ada@example.org is only in the envelope, like a Bcc)""");
    }

    @SmtpFake
    static class RecipientRefused {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            smtp.on(rcptTo("ada@*")).reply("452 4.2.2 mailbox full");
            new Application(smtp).send();
            inbox.awaitSession();

            inbox.withTimeout(MOMENT).awaitOne();
        }
    }

    @Test
    void recipientRefused() {
        assertThat(failureOf(RecipientRefused.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none came.
                        These sessions did not, or not only, deliver mail:
                          CLIENT, EHLO app.example.org: delivered nothing, ended with QUIT
                              refused: RCPT TO:<ada@example.org> -> 452 4.2.2 mailbox full (rule: rcptTo(ada@*) -> 452 4.2.2 mailbox full)""");
    }

    static class TlsNotTrusted {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).with("mail.smtp.starttls.enable", "true").send();
            inbox.awaitSession();

            inbox.withTimeout(MOMENT).awaitOne();
        }
    }

    @Test
    void tlsNotTrusted() {
        assertThat(failureOf(TlsNotTrusted.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none came.
                        These sessions did not, or not only, deliver mail:
                          CLIENT, EHLO app.example.org: delivered nothing, ended as TLS failed
                              refused: (TLS handshake) -> Received fatal alert: certificate_unknown
                              The client does not trust the certificate: tls() of the server has what it needs.""");
    }

    static class WrongPassword {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(
                SmtpFakeServer.builder().users(Users.of("app", "secret")).requireAuth());

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).login("app", "guessed").send();
            inbox.awaitSession();

            inbox.withTimeout(MOMENT).awaitOne();
        }
    }

    @Test
    void wrongPassword() {
        assertThat(failureOf(WrongPassword.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none came.
                        These sessions did not, or not only, deliver mail:
                          CLIENT, EHLO app.example.org: delivered nothing, disconnected without QUIT
                              refused: (response of AUTH) -> 535 5.7.8 Authentication credentials invalid
                              The user is unknown or the password wrong: the server takes what its users(..) say.""");
    }

    @SmtpFake
    static class NeverConnected {
        @Test
        void test(Inbox inbox) {
            try (SmtpFakeServer another = SmtpFakeServer.startNew()) {
                new Application(another).send();
            }

            inbox.withTimeout(MOMENT).awaitOne();
        }
    }

    @Test
    void neverConnected() {
        assertThat(failureOf(NeverConnected.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none came.
                        No client has connected since. Does the application use host and port of this server?""");
    }

    @SmtpFake
    static class StillInData {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            HeldBack content = new HeldBack();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(
                    () -> new Application(smtp).content(content).send());
            try {
                inbox.awaitSession(SessionQuery.any()
                        .matching(
                                "is amid a mail",
                                session -> session.transcript().stream()
                                        .anyMatch(line -> line.line().startsWith("354"))));

                inbox.withTimeout(MOMENT).awaitOne();
            } finally {
                content.letGo();
                sending.join();
            }
        }
    }

    @Test
    void stillInData() {
        assertThat(failureOf(StillInData.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none came.
                        These sessions did not, or not only, deliver mail:
                          CLIENT, EHLO app.example.org: delivered nothing, is still open
                              not ended: mail <app@example.org> -> <ada@example.org>, in DATA: the end of its text has not come""");
    }

    @SmtpFake
    static class SentTwice {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).sendTwice();

            inbox.withTimeout(MOMENT).awaitOne();
        }
    }

    @Test
    void sentTwice() {
        assertThat(failureOf(SentTwice.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but 2 came.
                        These match:
                          "Welcome" <app@example.org> -> <ada@example.org>
                          "Welcome" <app@example.org> -> <ada@example.org>
                        2 of them have the same Message-ID <ID>: the same mail was sent again.""");
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

            inbox.withTimeout(MOMENT).awaitOne();
        }
    }

    @Test
    void overTheSizeLimit() {
        assertThat(failureOf(OverTheSizeLimit.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none came.
                        These sessions did not, or not only, deliver mail:
                          CLIENT, EHLO app.example.org: delivered nothing, ended with QUIT
                              refused: (message that was not kept) -> 552 5.3.4 Message is larger than this server takes""");
    }

    @SmtpFake
    static class AttachmentMissing {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();

            assertThat(inbox.awaitOne(subjectContains("Welcome"))).hasAttachment("terms.pdf");
        }
    }

    @Test
    void attachmentMissing() {
        assertThat(failureOf(AttachmentMissing.class)).isEqualTo("""
                        Expecting message
                          "Welcome" <app@example.org> -> <ada@example.org>
                        to have attachment
                          terms.pdf
                        but had none""");
    }

    @SmtpFake
    static class WrongCharset {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .content(new ByteArrayDataSource("Viele Grüße".getBytes(UTF_8), "text/plain; charset=iso-8859-1"))
                    .send();

            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void wrongCharset() {
        assertThat(failureOf(WrongCharset.class)).isEqualTo("""
                        Expecting message
                          "Welcome" <app@example.org> -> <ada@example.org>
                        to have text containing
                          "Viele Grüße"
                        but had
                          "Viele GrÃ¼ÃŸe"
                        It has that in UTF-8, but declares charset iso-8859-1""");
    }
}

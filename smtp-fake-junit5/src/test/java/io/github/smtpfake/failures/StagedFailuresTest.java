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
 * Runs tests that fail for different reasons, as users write and run them. The failure that JUnit reports must name the
 * reason, so that users need not look at a log.
 */
class StagedFailuresTest {
    private static final Duration SHORT_TIMEOUT = Duration.ofMillis(20);

    /** Runs the only test of a class, and returns the message of its failure without the parts that vary. */
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
                .replaceAll("<[^ <>]+@localhost>", "<ID>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d+ ms later", "N ms later");
    }

    @SmtpFake
    static class WrongRecipient {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("bob@example.org").send();

            inbox.withTimeout(SHORT_TIMEOUT).recipient("ada@example.org").awaitOne();
        }
    }

    @Test
    void showsAWrongRecipient() {
        assertThat(failureOf(WrongRecipient.class)).isEqualTo("""
                        Expected exactly 1 message for recipient ada@example.org within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <bob@example.org>
                              recipient ada@example.org: was bob@example.org""");
    }

    @SmtpFake
    static class WrongSubject {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).subject("Goodbye").send();

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne(to("ada@example.org").subjectContains("Welcome"));
        }
    }

    @Test
    void showsAWrongSubject() {
        assertThat(failureOf(WrongSubject.class)).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org and subject containing "Welcome" within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Goodbye" <app@example.org> -> <ada@example.org>
                              subject containing "Welcome": was "Goodbye\"""");
    }

    @SmtpFake
    static class OnlyInBcc {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("team@example.org").bcc("ada@example.org").send();

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne(to("ada@example.org"));
        }
    }

    @Test
    void showsThatTheRecipientIsOnlyInTheEnvelope() {
        assertThat(failureOf(OnlyInBcc.class)).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <team@example.org>, <ada@example.org>
                              To ada@example.org: was team@example.org (ada@example.org is only in the envelope, like a Bcc)""");
    }

    @SmtpFake
    static class RecipientRejected {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            smtp.on(rcptTo("ada@*")).reply("452 4.2.2 mailbox full");
            new Application(smtp).send();
            inbox.awaitSession();

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
        }
    }

    @Test
    void showsTheRejectedRecipient() {
        assertThat(failureOf(RecipientRejected.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO app.example.org: ended with QUIT
                              rejected: RCPT TO:<ada@example.org> -> 452 4.2.2 mailbox full (rule: rcptTo(ada@*) -> 452 4.2.2 mailbox full)""");
    }

    static class TlsNotTrusted {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).withoutTrust().send();
            inbox.awaitSession();

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
        }
    }

    @Test
    void showsThatTheClientDoesNotTrustTheCertificate() {
        assertThat(failureOf(TlsNotTrusted.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO app.example.org: ended because TLS failed
                              rejected: (TLS handshake) -> Received fatal alert: certificate_unknown
                              The client does not trust the server's certificate.
                              Make it trust tlsTrust() of the server.""");
    }

    static class WrongPassword {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(
                SmtpFakeServer.builder().users(Users.of("app", "secret")).requireAuth());

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).login("app", "guessed").send();
            inbox.awaitSession();

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
        }
    }

    @Test
    void showsARejectedPassword() {
        assertThat(failureOf(WrongPassword.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO app.example.org: disconnected without QUIT
                              rejected: (AUTH LOGIN response) -> 535 5.7.8 Authentication credentials invalid
                              The server knows the user app, but the password is wrong.
                              Use the password set with users(..) (--user).""");
    }

    @SmtpFake
    static class NeverConnected {
        @Test
        void test(Inbox inbox) {
            try (SmtpFakeServer another = SmtpFakeServer.startNew()) {
                new Application(another).send();
            }

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
        }
    }

    @Test
    void showsThatNoClientConnected() {
        assertThat(failureOf(NeverConnected.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Nobody connected to CLIENT within 20 ms.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.""");
    }

    @SmtpFake
    static class StillInData {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            PausedContent content = new PausedContent();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(
                    () -> new Application(smtp).content(content).send());
            try {
                inbox.awaitSession(SessionQuery.any()
                        .matching(
                                "is in DATA",
                                session -> session.transcript().stream()
                                        .anyMatch(line -> line.line().startsWith("354"))));

                inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
            } finally {
                content.resume();
                sending.join();
            }
        }
    }

    @Test
    void showsATransactionInProgress() {
        assertThat(failureOf(StillInData.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO app.example.org: is still open
                              so far: MAIL FROM:<app@example.org>, RCPT TO:<ada@example.org>; message not complete yet""");
    }

    @SmtpFake
    static class SentTwice {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).sendTwice();

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
        }
    }

    @Test
    void showsThatAMessageWasSentTwice() {
        assertThat(failureOf(SentTwice.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but 2 arrived.
                        Matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                          "Welcome" <app@example.org> -> <ada@example.org>
                        Both have the same Message-ID <ID> and the same content: the message was sent twice.
                        They arrived at TIME and N ms later, in one session.
                        Look for a second send call or a retry. If this is intended, expect 2 messages.""");
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

            inbox.withTimeout(SHORT_TIMEOUT).awaitOne();
        }
    }

    @Test
    void showsAMessageOverTheSizeLimit() {
        assertThat(failureOf(OverTheSizeLimit.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO app.example.org: ended with QUIT
                              rejected: (message, not kept) -> 552 5.3.4 Message size exceeds the limit
                              Send a smaller message, or raise messageSize of the Limits (--max-message-size).""");
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
    void showsAMissingAttachment() {
        assertThat(failureOf(AttachmentMissing.class)).isEqualTo("""
                        Expected attachment terms.pdf, but there was none.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
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
    void showsAWrongCharset() {
        assertThat(failureOf(WrongCharset.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele GrÃ¼ÃŸe".
                        The text is encoded in UTF-8 (bytes C3 BC C3 9F for "üß"), but the message declares charset iso-8859-1.
                        Encode the text as iso-8859-1, or declare charset=UTF-8 in Content-Type.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }
}

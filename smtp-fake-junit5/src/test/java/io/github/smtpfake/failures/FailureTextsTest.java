package io.github.smtpfake.failures;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.to;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.junit5.SmtpFakeExtension;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.testing.Program;
import jakarta.mail.Session;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The texts of failures whose cause is easily mistaken, each with a real client. */
class FailureTextsTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @SmtpFake
    static class NobodyConnected {
        @Test
        void test(Inbox inbox) {
            try (SmtpFakeServer another = SmtpFakeServer.startNew()) {
                new Application(another).send();
            }
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatNobodyConnected() {
        assertThat(Failures.messageOf(NobodyConnected.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Nobody connected to 127.0.0.1:PORT within 20 ms.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.""");
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LateForAnEarlierTest {
        @Test
        @Order(1)
        void registers(Inbox inbox) {
            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(() -> inbox.withTimeout(SHORT)
                            .recipient("ada@example.org")
                            .awaitOne());
        }

        @Test
        @Order(2)
        void resetsPassword(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("ada@example.org").send();
            inbox.withTimeout(SHORT).awaitOne(to("bob@example.org"));
        }
    }

    @Test
    void marksMailThatWasLateForAnEarlierTest() {
        assertThat(Failures.messageOf(LateForAnEarlierTest.class)).isEqualTo("""
                        Expected exactly 1 message with To bob@example.org within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                              To bob@example.org: was ada@example.org
                        Late: it arrived N ms after an earlier wait at FailureTextsTest.java:LINE had timed out. If that earlier wait expected this message, raise its timeout (20 ms).""");
    }

    @SmtpFake
    static class LateForAnEarlierTry {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(() -> inbox.withTimeout(SHORT).awaitOne());
            new Application(smtp).send();
            new Application(smtp).send();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void marksMailThatWasLateForAnEarlierTry() {
        assertThat(Failures.messageOf(LateForAnEarlierTry.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but 2 arrived.
                        Matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                          "Welcome" <app@example.org> -> <ada@example.org>
                        Both have the same envelope, subject and content, but different Message-IDs: the application probably created and sent this message twice.
                        They arrived at TIME and N ms later, in two sessions.
                        Late: both arrived after an earlier wait at FailureTextsTest.java:LINE had timed out (N ms, N ms later). If that earlier wait expected these messages, raise its timeout (20 ms).""");
    }

    @SmtpFake
    static class WasThereBefore {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();
            inbox.awaitOne();
            assertThat(inbox).staysEmptyFor(SHORT);
        }
    }

    @Test
    void saysThatMailWasThereBeforeTheWait() {
        assertThat(Failures.messageOf(WasThereBefore.class)).isEqualTo("""
                        Expected no message within 20 ms, but 1 had already arrived when the wait began.
                        Matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                        If this message belongs to an earlier step, call inbox.sinceNow() before the action under test, and wait on the inbox that it returns.
                        Otherwise the application sent mail that it should not have sent.""");
    }

    @SmtpFake
    static class TlsOnThePlainPort {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).with("mail.smtp.ssl.enable", "true").send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void recognizesTlsOnThePlainPort() {
        assertThat(Failures.messageOf(TlsOnThePlainPort.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, no EHLO: was rejected by the server
                              The client opened the connection with a TLS handshake, but this port expects plain text.
                              Turn off TLS in the client, or start the server with tls(TlsMode.IMPLICIT) (--tls implicit).""");
    }

    @SmtpFake
    static class StartTlsNotOffered {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .with("mail.smtp.starttls.enable", "true")
                    .with("mail.smtp.starttls.required", "true")
                    .send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatStartTlsIsNotOffered() {
        assertThat(Failures.messageOf(StartTlsNotOffered.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: disconnected without QUIT
                              The client disconnected right after the reply to EHLO, which does not offer STARTTLS.
                              If it requires STARTTLS, start the server with tls(TlsMode.STARTTLS) (--tls starttls), or turn off the requirement in the client.""");
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
        assertThat(Failures.messageOf(AuthNotOffered.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended with QUIT
                              The client sent QUIT right after the reply to EHLO, which offers neither STARTTLS nor AUTH.
                              If it requires STARTTLS, start the server with tls(TlsMode.STARTTLS) (--tls starttls).
                              If it must log in, remove disable(SmtpExtension.AUTH) (--disable AUTH).""");
    }

    private static void delayed(SmtpFakeServer smtp, Inbox inbox, RuleTrigger trigger) {
        smtp.on(trigger).delay(Duration.ofSeconds(10)).passThrough();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> new Application(smtp).send());
        try {
            // A client that has connected reaches the rule within this time.
            inbox.awaitSession(SessionQuery.any());
            inbox.withTimeout(Duration.ofSeconds(1)).awaitOne();
        } finally {
            smtp.stop();
            sending.join();
        }
    }

    @SmtpFake
    static class DelayedAtConnect {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            delayed(smtp, inbox, connect());
        }
    }

    @SmtpFake
    static class DelayedAtMail {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            delayed(smtp, inbox, mailFrom("*"));
        }
    }

    @SmtpFake
    static class DelayedContent {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            delayed(smtp, inbox, content());
        }
    }

    @Test
    void namesARuleThatDelaysTheGreeting() {
        assertThat(Failures.messageOf(DelayedAtConnect.class)).isEqualTo("""
                        Expected exactly 1 message within 1 s, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, no EHLO: is still open
                              held up by a rule: connect() -> delay 10000 ms
                              The rule delays for 10 s, but the wait lasted 1 s: wait longer than 10 s, or shorten the delay.""");
    }

    @Test
    void namesARuleThatDelaysACommand() {
        assertThat(Failures.messageOf(DelayedAtMail.class)).isEqualTo("""
                        Expected exactly 1 message within 1 s, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: is still open
                              held up by a rule: mailFrom(*) -> delay 10000 ms
                              so far: MAIL FROM:<app@example.org>, no RCPT TO yet
                              The rule delays for 10 s, but the wait lasted 1 s: wait longer than 10 s, or shorten the delay.""");
    }

    @Test
    void namesARuleThatDelaysTheContent() {
        assertThat(Failures.messageOf(DelayedContent.class)).isEqualTo("""
                        Expected exactly 1 message within 1 s, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: is still open
                              held up by a rule: content() -> delay 10000 ms
                              so far: MAIL FROM:<app@example.org>, RCPT TO:<ada@example.org>; message not complete yet
                              The rule delays for 10 s, but the wait lasted 1 s: wait longer than 10 s, or shorten the delay.""");
    }

    @SmtpFake
    static class SentTwice {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).sendTwice();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatOneMessageWasSentTwice() {
        assertThat(Failures.messageOf(SentTwice.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but 2 arrived.
                        Matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                          "Welcome" <app@example.org> -> <ada@example.org>
                        Both have the same Message-ID <ID> and the same content: the message was sent twice.
                        They arrived at TIME and N ms later, in one session.
                        Look for a second send call or a retry. If this is intended, expect 2 messages.""");
    }

    @SmtpFake
    static class CreatedTwice {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();
            new Application(smtp).send();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatTheSameMailWasSentWithAnotherId() {
        assertThat(Failures.messageOf(CreatedTwice.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but 2 arrived.
                        Matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                          "Welcome" <app@example.org> -> <ada@example.org>
                        Both have the same envelope, subject and content, but different Message-IDs: the application probably created and sent this message twice.
                        They arrived at TIME and N ms later, in two sessions.
                        Look for a second send call or a retry. If this is intended, expect 2 messages.""");
    }

    @SmtpFake
    static class HasDuplicates {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();
            new Application(smtp).send();
            assertThat(inbox).hasNoDuplicates();
        }
    }

    @Test
    void findsDuplicatesWithOtherIds() {
        assertThat(Failures.messageOf(HasDuplicates.class)).isEqualTo("""
                        Expected no duplicate messages in the inbox, but found 2 copies of one message:
                          "Welcome" <app@example.org> -> <ada@example.org>, Message-ID <ID>, from client 127.0.0.1:PORT at TIME
                          "Welcome" <app@example.org> -> <ada@example.org>, Message-ID <ID>, from client 127.0.0.1:PORT at TIME
                        Both have the same envelope, subject and content, but different Message-IDs. They arrived in two sessions.
                        Look for a second send call or a retry in the application.""");
    }

    @SmtpFake
    static class OtherNormalization {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).subject("Gru\u0308\u00dfe").send();
            assertThat(inbox.awaitOne()).hasSubject("Gr\u00fc\u00dfe");
        }
    }

    @Test
    void namesAnotherNormalization() {
        assertThat(Failures.messageOf(OtherNormalization.class)).isEqualTo("""
                        Expected subject "Grüße", but it was "Grüße" (looks the same, see below).
                        Only the Unicode normalization of accents differs: expected "Gr\\u00fc\\u00dfe", found "Gru\\u0308\\u00dfe".
                        Use the same form in the application and in the test, for example NFC: Normalizer.normalize(s, Normalizer.Form.NFC).
                        Message: "Grüße" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class Utf8AsLatin {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .text(new String("Viele Grüße".getBytes(UTF_8), ISO_8859_1))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void namesUtf8ThatWasReadAsLatin() {
        assertThat(Failures.messageOf(Utf8AsLatin.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele GrÃ¼Ã\\u009fe".
                        The expected text was encoded as UTF-8, but decoded as ISO-8859-1: expected "Viele Gr\\u00fc\\u00dfe", found "Viele Gr\\u00c3\\u00bc\\u00c3\\u009fe".
                        Check where the application reads this text (template, properties file, compiler encoding), and read it as UTF-8.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class LatinAsUtf8 {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .text(new String("Viele Grüße".getBytes(ISO_8859_1), UTF_8))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void namesLatinThatWasReadAsUtf8() {
        assertThat(Failures.messageOf(LatinAsUtf8.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele Gr��e".
                        Characters were lost (U+FFFD) before sending, probably because a text in ISO-8859-1 or windows-1252 was decoded as UTF-8: expected "Viele Gr\\u00fc\\u00dfe", found "Viele Gr\\ufffd\\ufffde".
                        Save the application's text files as UTF-8, or read them in the encoding they have.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class WrongLabel {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .content(new ByteArrayDataSource("Viele Grüße".getBytes(ISO_8859_1), "text/plain; charset=utf-8"))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void namesAWrongCharsetLabel() {
        assertThat(Failures.messageOf(WrongLabel.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele Gr��e".
                        The text is encoded in ISO-8859-1 (bytes FC DF for "üß"), but the message declares charset utf-8.
                        Encode the text as UTF-8, or declare charset=ISO-8859-1 in Content-Type.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class OtherSpaces {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).text("Total:  100\u00a0EUR").send();
            assertThat(inbox.awaitOne()).hasTextContaining("Total: 100 EUR");
        }
    }

    @Test
    void namesOtherSpaces() {
        assertThat(Failures.messageOf(OtherSpaces.class)).isEqualTo("""
                        Expected text containing "Total: 100 EUR", but it was "Total:  100 EUR".
                        Only white space differs (2 spaces instead of 1 space after "Total:"; a non-breaking space (U+00A0) instead of 1 space after "100"): expected "Total: 100 EUR", found "Total:  100\\u00a0EUR".
                        Use the same spaces in the application and in the test.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class OtherQuotes {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .subject("Don\u2019t miss \u201cNews\u201d \u2013 today")
                    .send();
            assertThat(inbox.awaitOne()).hasSubject("Don't miss \"News\" - today");
        }
    }

    @Test
    void namesOtherQuotesAndDashes() {
        assertThat(Failures.messageOf(OtherQuotes.class)).isEqualTo("""
                        Expected subject "Don't miss "News" - today", but it was "Don’t miss “News” – today".
                        Only quotes and dashes differ: expected "Don't miss "News" - today", found "Don\\u2019t miss \\u201cNews\\u201d \\u2013 today".
                        Use the same quotes and dashes in the application and in the test.
                        Message: "Don’t miss “News” – today" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class NormalizationInAWait {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).subject("Gru\u0308\u00dfe").send();
            inbox.withTimeout(SHORT).subjectContains("Gr\u00fc\u00dfe").awaitOne();
        }
    }

    @Test
    void namesAnotherNormalizationInAWait() {
        assertThat(Failures.messageOf(NormalizationInAWait.class)).isEqualTo("""
                        Expected exactly 1 message with subject containing "Grüße" within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Grüße" <app@example.org> -> <ada@example.org>
                              subject containing "Grüße": was "Grüße"; only the Unicode normalization of accents differs: expected "Gr\\u00fc\\u00dfe", found "Gru\\u0308\\u00dfe". Use the same form in the application and in the test, for example NFC: Normalizer.normalize(s, Normalizer.Form.NFC).""");
    }

    @SmtpFake
    static class SimilarLine {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .text("Dear customer,\r\nthank you.\r\n".repeat(20) + "Your order 4712 has been shipped.\r\n"
                            + "Regards\r\n".repeat(20))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Your order 4711 has shipped");
        }
    }

    @Test
    void showsTheMostSimilarLine() {
        assertThat(Failures.messageOf(SimilarLine.class)).isEqualTo("""
                        Expected text containing "Your order 4711 has shipped", but none of the 61 lines of the text contains it.
                        Most similar is line 41: "Your order 4712 has been shipped."
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class OnlyInTheEnvelope {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("team@example.org").bcc("ada@example.org").send();
            assertThat(inbox.awaitOne()).hasTo("ada@example.org");
        }
    }

    @Test
    void saysThatTheAddressIsOnlyInTheEnvelope() {
        assertThat(Failures.messageOf(OnlyInTheEnvelope.class)).isEqualTo("""
                        Expected To addresses [ada@example.org], but found [team@example.org].
                        Missing: ada@example.org
                        Unexpected: team@example.org
                        ada@example.org is a recipient in the envelope, but not in the To header. If a Bcc is intended, assert hasBcc; otherwise add the address to To.
                        Message: "Welcome" <app@example.org> -> <team@example.org>, <ada@example.org>""");
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
                              The server does not know the user of this login.
                              Log in as a user set with users(..) (--user), or add this one there.""");
    }

    @SmtpFake
    static class DisplayName {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();
            inbox.withTimeout(SHORT).awaitOne(to("Ada <ada@example.org>"));
        }
    }

    @Test
    void rejectsADisplayName() {
        assertThat(Failures.messageOf(DisplayName.class)).isEqualTo("""
                        address must not have a display name or angle brackets, but is "Ada <ada@example.org>"; use "ada@example.org\"""");
    }

    @SmtpFake
    static class InjectsMessage {
        @Test
        void test(CapturedMessage mail) {
            throw new AssertionError(mail);
        }
    }

    @SmtpFake
    static class InjectsStore {
        @Test
        void test(MessageStore store) {
            throw new AssertionError(store);
        }
    }

    @SmtpFake
    static class InjectsRule {
        @BeforeEach
        void setUp(Rule rule) {
            throw new AssertionError(rule);
        }

        @Test
        void test() {}
    }

    @Test
    void saysHowToGetAMessage() {
        assertThat(Failures.messageOf(InjectsMessage.class)).isEqualTo("""
                        io.github.smtpfake.failures.FailureTextsTest$InjectsMessage#test, parameter mail: CapturedMessage cannot be injected. Declare a parameter Inbox inbox, and call inbox.awaitOne().""");
    }

    @Test
    void saysHowToGetTheStore() {
        assertThat(Failures.messageOf(InjectsStore.class)).isEqualTo("""
                        io.github.smtpfake.failures.FailureTextsTest$InjectsStore#test, parameter store: MessageStore cannot be injected. Declare a parameter SmtpFakeServer smtp, and call smtp.store().""");
    }

    @Test
    void saysHowToGetARule() {
        assertThat(Failures.messageOf(InjectsRule.class)).isEqualTo("""
                        io.github.smtpfake.failures.FailureTextsTest$InjectsRule#setUp, parameter rule: Rule cannot be injected. Declare a parameter SmtpFakeServer smtp, and add the rule, for example:
                          Rule rule = smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");""");
    }

    @SmtpFake
    static class OtherFailure {
        @Test
        void test() {
            throw new IllegalStateException("no mail involved");
        }
    }

    @SmtpFake
    static class MailLibraryFails {
        @Test
        void test() throws Exception {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.port", "1");
            Session.getInstance(properties).getTransport("smtp").connect();
        }
    }

    @SmtpFake
    static class PlainAssertion {
        @Test
        void test(Inbox inbox) {
            assertEquals(1, inbox.messages().size());
        }
    }

    @Test
    void addsNothingToAnotherFailure() {
        assertThat(Failures.suppressedIn(OtherFailure.class)).isEmpty();
    }

    @Test
    void addsThatNobodyConnectedToAFailureOfAMailLibrary() {
        assertThat(Failures.suppressedIn(MailLibraryFails.class)).isEqualTo("""
                        smtp-fake: no client connected to 127.0.0.1:PORT during io.github.smtpfake.failures.FailureTextsTest$MailLibraryFails#test. Check that the application uses this host and port.""");
    }

    @Test
    void addsThatNobodyConnectedToAPlainAssertionOnMail() {
        assertThat(Failures.suppressedIn(PlainAssertion.class)).isEqualTo("""
                        smtp-fake: no client connected to 127.0.0.1:PORT during io.github.smtpfake.failures.FailureTextsTest$PlainAssertion#test. Check that the application uses this host and port.""");
    }

    @Test
    void doesNotRepeatThatNobodyConnected() {
        assertThat(Failures.suppressedIn(NobodyConnected.class)).isEmpty();
    }

    @SmtpFake
    static class AttachmentSize {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).attach("terms.csv").send();
            assertThat(inbox.awaitOne()).attachment("terms.csv").hasSize(42);
        }
    }

    @Test
    void showsTheSizeOfAnAttachment() {
        assertThat(Failures.messageOf(AttachmentSize.class)).isEqualTo("""
                        [attachment terms.csv of "Welcome" <app@example.org> -> <ada@example.org>] Expected a size of 42 bytes, but it was 5 bytes.""");
    }

    @SmtpFake
    static class NeverFired {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            Rule rule = smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            new Application(smtp).send();
            inbox.awaitOne();
            assertThat(rule).hasFired(1);
        }
    }

    @Test
    void saysWhyARuleNeverFired() {
        assertThat(Failures.messageOf(NeverFired.class)).isEqualTo("""
                        Expected rule rcptTo(full@example.org) -> 452 4.2.2 mailbox full to fire once, but it never fired.
                        The last RCPT TO was for ada@example.org, which does not match rcptTo(full@example.org). Change the rule, or what the application sends.""");
    }

    @SmtpFake
    static class NeverReached {
        @Test
        void test(SmtpFakeServer smtp) {
            Rule rule = smtp.on(endOfData()).reply("452 4.2.2 mailbox full");
            assertThat(rule).hasFired(1);
        }
    }

    @Test
    void saysThatNoSessionReachedTheStageOfARule() {
        assertThat(Failures.messageOf(NeverReached.class)).isEqualTo("""
                        Expected rule endOfData() -> 452 4.2.2 mailbox full to fire once, but it never fired.
                        No client has connected since the rule was added. Add the rule before the application sends, and check the host and port that it sends to.""");
    }

    static class StartTlsRequired {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .with("mail.smtp.starttls.enable", "false")
                    .with("mail.smtp.starttls.required", "false")
                    .send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatStartTlsIsRequired() {
        assertThat(Failures.messageOf(StartTlsRequired.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended with QUIT
                              rejected: MAIL FROM:<app@example.org> -> 530 5.7.0 Send STARTTLS first
                              rejected: RSET -> 530 5.7.0 Send STARTTLS first
                              The server requires STARTTLS before MAIL FROM.
                              Enable STARTTLS in the client (Jakarta Mail: mail.smtp.starttls.enable=true), or do not require it on the server.""");
    }
}

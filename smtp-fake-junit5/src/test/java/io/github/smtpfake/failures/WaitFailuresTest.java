package io.github.smtpfake.failures;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The texts of failed waits whose messages or missing messages name the cause, each with a real client. */
class WaitFailuresTest {
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

    // Tests that run concurrently set properties to ports of their servers.
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = ResourceAccessMode.READ)
    @Test
    void saysThatNobodyConnected() {
        assertThat(Failures.messageOf(NobodyConnected.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Nobody connected to 127.0.0.1:PORT within 20 ms.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.""");
    }

    @Test
    void doesNotRepeatThatNobodyConnected() {
        assertThat(Failures.suppressedIn(NobodyConnected.class)).isEmpty();
    }

    @SmtpFake
    static class WrongRecipient {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("bob@example.org").send();

            inbox.withTimeout(SHORT).recipient("ada@example.org").awaitOne();
        }
    }

    @Test
    void showsAWrongRecipient() {
        assertThat(Failures.messageOf(WrongRecipient.class)).isEqualTo("""
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

            inbox.withTimeout(SHORT).awaitOne(to("ada@example.org").subjectContains("Welcome"));
        }
    }

    @Test
    void showsAWrongSubject() {
        assertThat(Failures.messageOf(WrongSubject.class)).isEqualTo("""
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

            inbox.withTimeout(SHORT).awaitOne(to("ada@example.org"));
        }
    }

    @Test
    void showsThatTheRecipientIsOnlyInTheEnvelope() {
        assertThat(Failures.messageOf(OnlyInBcc.class)).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <team@example.org>, <ada@example.org>
                              To ada@example.org: was team@example.org (ada@example.org is only in the envelope, like a Bcc)""");
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
                        Late: it arrived N ms after an earlier wait at WaitFailuresTest.java:LINE had timed out. If that earlier wait expected this message, raise its timeout (20 ms).""");
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
                        Late: both arrived after an earlier wait at WaitFailuresTest.java:LINE had timed out (N ms, N ms later). If that earlier wait expected these messages, raise its timeout (20 ms).""");
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
}

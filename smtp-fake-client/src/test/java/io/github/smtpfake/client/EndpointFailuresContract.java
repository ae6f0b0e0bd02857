package io.github.smtpfake.client;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What waits for mail that is in flight or does not arrive report, wherever the server runs. */
abstract class EndpointFailuresContract extends EndpointRulesContract {

    @Test
    void waitsForTheMailInFlightBeforeItReportsNone() throws Exception {
        try (SmtpClient client = greeted()) {
            client.untilData();
            Background<Void> none =
                    Background.run(() -> inbox.awaitNoneFor(MOMENT)).untilItWaits();
            client.say("Subject: surprise", "", "Hello", ".").expect("250");

            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(none::get)
                    .withMessageContaining("surprise");
        }
    }

    @Test
    void reportsNoneAfterTheMailInFlightIsDropped() throws Exception {
        try (SmtpClient client = greeted()) {
            client.say("MAIL FROM:<app@example.org>").expect("250");
            Background<Void> none =
                    Background.run(() -> inbox.awaitNoneFor(MOMENT)).untilItWaits();
            client.command("RSET", "250");

            none.get();
        }
    }

    @Test
    void reportsATransactionThatDoesNotEnd() throws Exception {
        try (SmtpClient client = greeted()) {
            client.untilData();

            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(() -> inbox.withTimeout(MOMENT).awaitNoneFor(MOMENT))
                    .withMessageContaining("app@example.org");
        }
    }

    @Test
    void showsTheNearestMessageInAFailure() {
        send("ada@example.org", "Goodbye");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(MOMENT)
                        .recipient("ada@example.org")
                        .subjectContains("Welcome")
                        .awaitOne())
                .withMessageStartingWith("Expected exactly 1 message for recipient ada@example.org and with subject"
                        + " containing \"Welcome\" within 50 ms, but none matched (1 other message arrived).")
                .withMessageContaining("was \"Goodbye\"");
    }

    @Test
    void showsTheRejectedCommandInAFailure() throws Exception {
        endpoint.on(rcptTo("full@example.org")).reply("452 4.2.2 full");
        rcptReply("full@example.org");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(MOMENT).awaitOne())
                .withMessageContaining("RCPT TO:<full@example.org>")
                .withMessageContaining("452 4.2.2 full");
    }

    @Test
    void namesTheAddressIfNoClientConnected() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(MOMENT).awaitOne())
                .withMessageContaining(
                        "Nobody connected to 127.0.0.1:" + endpoint.smtp().port());
    }

    @Test
    void namesAnEarlierWaitThatAMessageWasTooLateFor() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() ->
                        inbox.withTimeout(MOMENT).recipient("ada@example.org").awaitOne());
        send("ada@example.org", "late");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.awaitNoneFor(Duration.ZERO))
                .withMessageContaining("an earlier wait at EndpointFailuresContract.java:");
    }

    @Test
    void failsIfThereAreTooManyMessages() {
        send("ada@example.org", "one");
        send("ada@example.org", "two");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.awaitOne())
                .withMessageContaining("one")
                .withMessageContaining("two");
    }
}

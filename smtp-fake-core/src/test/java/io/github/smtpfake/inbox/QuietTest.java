package io.github.smtpfake.inbox;

import static io.github.smtpfake.rules.Rules.endOfData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wait for no message lasts its full time, and also waits for transactions that are under way. */
class QuietTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final SmtpFakeServer server = SmtpFakeServer.startNew();
    private final Inbox inbox = server.inbox().withTimeout(LONG);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void lastsTheWholeTime() {
        long start = System.nanoTime();

        inbox.awaitNoneFor(Duration.ofMillis(100));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(100), LONG);
    }

    @Test
    void failsAtOnceIfAMessageHasArrived() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: early\r\n\r\nHello");
        }

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.recipient("ada@example.org").awaitNoneFor(LONG))
                .withMessage("""
                        Expected no message for recipient ada@example.org within 30 s, but 1 had already arrived when the wait began.
                        Matching:
                          "early" <app@example.org> -> <ada@example.org>
                        If this message belongs to an earlier step, call inbox.sinceNow() before the action under test, and wait on the inbox that it returns.
                        Otherwise the application sent mail that it should not have sent.""");
    }

    @Test
    void failsAsSoonAsAMessageArrives() throws Exception {
        Background<Void> waiting =
                Background.run(() -> inbox.awaitNoneFor(LONG)).untilItWaits();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: late\r\n\r\nHello");
        }

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(waiting::get)
                .withMessageContaining("but 1 arrived.");
    }

    @Test
    void ignoresOtherMessages() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: another\r\n\r\nHello");
        }

        inbox.recipient("bob@example.org").awaitNoneFor(MOMENT);
    }

    @Test
    void waitsForATransactionThatIsUnderWay() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();
            Background<Void> waiting =
                    Background.run(() -> inbox.awaitNoneFor(Duration.ZERO)).untilItWaits();
            assertThat(waiting.isDone()).isFalse();

            client.say("Subject: slipping", "", "through", ".").expect("250");

            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(waiting::get)
                    .withMessageContaining("\"slipping\" <app@example.org> -> <ada@example.org>");
        }
    }

    @Test
    void waitsForChunksThatAreUnderWay() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>")
                    .expect("250", "250");
            Background<Void> waiting =
                    Background.run(() -> inbox.awaitNoneFor(Duration.ZERO)).untilItWaits();

            client.say("BDAT 3").send("a\r\n").expect("250");
            assertThat(waiting.untilItWaits().isDone()).isFalse();
            client.say("BDAT 0 LAST").expect("250");

            assertThatExceptionOfType(AwaitFailedError.class).isThrownBy(waiting::get);
        }
    }

    @Test
    void waitsForAMessageThatARuleRejectsAndThenStores() throws Exception {
        server.on(endOfData()).delay(Duration.ofMillis(50)).failThenStore("451 4.3.0 try again");
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();
            Background<Void> waiting =
                    Background.run(() -> inbox.awaitNoneFor(Duration.ZERO)).untilItWaits();

            client.say("Subject: failed", "", "and stored", ".").expect("451");

            assertThatExceptionOfType(AwaitFailedError.class).isThrownBy(waiting::get);
        }
    }

    @Test
    void endsWhenTheClientDropsTheTransaction() throws Exception {
        for (String drop : new String[] {"RSET", "EHLO again.example.org", "QUIT"}) {
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.say("MAIL FROM:<app@example.org>").expect("250");
                Background<Void> waiting =
                        Background.run(() -> inbox.awaitNoneFor(Duration.ZERO)).untilItWaits();
                assertThat(waiting.isDone()).isFalse();

                client.say(drop).expect("2");

                waiting.get();
            }
        }
    }

    @Test
    void endsWhenTheClientDisconnects() throws Exception {
        Background<Void> waiting;
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();
            waiting = Background.run(() -> inbox.awaitNoneFor(Duration.ZERO)).untilItWaits();
            assertThat(waiting.isDone()).isFalse();
        }

        waiting.get();
    }

    @Test
    void endsWhenTheMessageIsRejected() throws Exception {
        server.on(endOfData()).reply("554 5.6.0 no");
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();
            Background<Void> waiting =
                    Background.run(() -> inbox.awaitNoneFor(Duration.ZERO)).untilItWaits();

            client.say("Subject: rejected", "", ".").expect("554");

            waiting.get();
        }
    }

    @Test
    void doesNotWaitForTheNextTransactionOfTheSameClient() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();
            Background<Void> waiting = Background.run(
                            () -> inbox.recipient("bob@example.org").awaitNoneFor(Duration.ZERO))
                    .untilItWaits();

            client.say("Subject: one", "", ".", "MAIL FROM:<app@example.org>", "RCPT TO:<bob@example.org>")
                    .expect("250", "250", "250");

            waiting.get();
        }
    }

    @Test
    void failsIfTheTransactionIsNotOverInTime() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();

            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(
                            () -> inbox.recipient("ada@*").withTimeout(MOMENT).awaitNoneFor(Duration.ZERO))
                    .satisfies(error -> assertThat(error.getMessage().replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT"))
                            .isEqualTo("""
                                    Expected no message for recipient ada@* within 0 s, but 1 client was still sending mail 20 ms later.
                                    Sessions that failed or delivered nothing:
                                      CLIENT, EHLO client.example.org: is still open
                                          so far: MAIL FROM:<app@example.org>, RCPT TO:<ada@example.org>; message not complete yet"""));
        }
    }

    @Test
    void doesNotWaitForTransactionsOfOtherViews() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData();

            inbox.recipient("bob@example.org").withTimeout(MOMENT).awaitNoneFor(Duration.ZERO);
            inbox.helo("another.example.org").withTimeout(MOMENT).awaitNoneFor(Duration.ZERO);
        }
    }
}

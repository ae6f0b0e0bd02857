package io.github.smtpfake.rules;

import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static io.github.smtpfake.rules.Rules.bdat;
import static io.github.smtpfake.rules.Rules.bytesPerSecond;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.quit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The effects of rules on messages while the server receives them. */
class RuleMessagesTest {
    private static final String LINE = "x".repeat(998) + "\r\n";

    private final SmtpFakeServer server = SmtpFakeServer.startNew();

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpSession session() {
        return Stored.sessions(server.store()).get(0);
    }

    private SmtpClient dataGiven() throws IOException {
        return SmtpClient.greeted(server).untilData();
    }

    @Test
    void storesThenDisconnects() throws IOException {
        server.on(endOfData()).once().storeThenDisconnect();

        try (SmtpClient client = dataGiven()) {
            assertThat(client.say("text", ".").reply()).isEmpty();
        }
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("text");
        }
        assertThat(server.inbox().await(2)).extracting(mail -> mail.size()).containsExactly(6, 6);
        assertThat(session().messageIds()).hasSize(1);
        assertThat(session().end()).isEqualTo(Optional.of(SessionEnd.ABORTED_BY_RULE));
    }

    @Test
    void storesThenResets() throws IOException {
        server.on(endOfData()).storeThenReset();

        try (SmtpClient client = dataGiven()) {
            client.say("text", ".");
            assertThat(client.isClosedByServer()).isTrue();
        }
        server.inbox().awaitOne();
    }

    @Test
    void storesThenStalls() throws IOException {
        server.on(endOfData()).storeThenStall();

        try (SmtpClient client = dataGiven()) {
            client.say("text", ".", "NOOP").shutdownOutput();
            assertThat(client.reply()).isEmpty();
        }
        server.inbox().awaitOne();
    }

    @Test
    void storesThenFails() throws IOException {
        server.on(endOfData()).storeThenFail("451 4.3.0 disk trouble");

        try (SmtpClient client = dataGiven()) {
            client.say("text", ".").expect("451");
            assertThat(server.inbox().messages()).hasSize(1);
        }
    }

    @Test
    void failsThenStores() throws IOException {
        server.on(endOfData()).failThenStore("451 4.3.0 disk trouble");

        try (SmtpClient client = dataGiven()) {
            client.say("text", ".").expect("451");
            server.inbox().awaitOne();
            client.say("NOOP").expect("250");
        }
        assertThat(session().rejectedCommands()).hasSize(1);
    }

    @Test
    void acceptsAndDiscardsAMessage() throws IOException {
        server.on(endOfData()).acceptAndDiscard();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("text").say("QUIT").expect("221");
        }
        assertThat(server.inbox().messages()).isEmpty();
    }

    @Test
    void doesNotStoreARejectedMessage() throws IOException {
        Rule rule = server.on(endOfData().largerThan(1_000)).reply("552 5.3.4 too big for us");

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("small");
            client.untilData().send(LINE + LINE).say(".").expect("552");
            client.deliver("small");
        }
        assertThat(server.inbox().messages()).hasSize(2);
        assertThat(rule.timesFired()).isEqualTo(1);
    }

    @Test
    void matchesTheHeaderOfAMessage() throws IOException {
        server.on(endOfData().header("subject", "VIAGRA").not(RuleCondition.sender("dr@*")))
                .reply("554 5.7.1 spam");

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().say("Subject: =?utf-8?q?Viagra?=", "", ".").expect("554");
            client.say("MAIL FROM:<dr@example.org>", "RCPT TO:<a@example.org>", "DATA");
            client.expect("250", "250", "354").say("Subject: Viagra", "", ".").expect("250");
        }
    }

    @Test
    void matchesMessagesLikeAnInbox() throws IOException {
        Rule rule = server.on(endOfData().matching(subjectContains("viagra").recipient("ada@*")))
                .reply("554 5.7.1 spam");

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().say("Subject: =?utf-8?q?Viagra?=", "", ".").expect("554");
            client.deliver("Subject: Welcome\r\n");
        }
        assertThat(rule)
                .hasToString(
                        "endOfData().matching(with subject containing \"viagra\" and for recipient ada@*) -> 554 5.7.1 spam");
        assertThat(rule.timesFired()).isEqualTo(1);
    }

    @Test
    void rejectsTheEndOfAMessageInChunks() throws IOException {
        Rule rule = server.on(endOfData()).once().reply("451 4.3.0 disk trouble");

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>");
            client.expect("250", "250");
            client.send("BDAT 3\r\nabc").expect("250");
            client.send("BDAT 3 LAST\r\nNOO").expect("451").say("NOOP").expect("250");
        }
        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(server.inbox().messages()).isEmpty();
    }

    @Test
    void acceptsNoChunkAfterARuleRejectedOne() throws IOException {
        server.on(bdat()).once().reply("451 4.3.0 disk trouble");

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>");
            client.expect("250", "250");
            client.send("BDAT 3\r\nabc").expect("451");
            client.send("BDAT 3 LAST\r\nNOO").expect("503").say("NOOP").expect("250");
        }
        assertThat(server.inbox().messages()).isEmpty();
    }

    @Test
    void disconnectsWithinAMessage() throws IOException {
        Rule rule = server.on(content().afterBytes(4_096)).disconnect();

        try (SmtpClient client = dataGiven()) {
            client.send(LINE.repeat(5));
            assertThat(client.reply()).isEmpty();
        }
        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(server.inbox().messages()).isEmpty();
        assertThat(session().end()).isEqualTo(Optional.of(SessionEnd.ABORTED_BY_RULE));
        assertThat(session().openTransaction()).isPresent();
    }

    @Test
    void acceptsAMessageThatEndsBeforeTheRuleIsDue() throws IOException {
        Rule rule = server.on(content().afterBytes(4_096)).disconnect();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send(LINE.repeat(4)).say(".").expect("250");
            client.untilData().send(LINE.repeat(4)).say("x".repeat(94), ".");
            assertThat(client.reply()).isEmpty();
        }
        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(server.inbox().messages()).hasSize(1);
    }

    @Test
    void countsTheBytesOfAllChunks() throws IOException {
        server.on(content().afterBytes(6)).disconnect();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>");
            client.expect("250", "250");
            client.send("BDAT 3\r\nabc").expect("250");
            assertThat(client.send("BDAT 3 LAST\r\ndef").reply()).isEmpty();
        }
        assertThat(server.inbox().messages()).isEmpty();
    }

    @Test
    void doesNotCountTheBytesOfARejectedChunk() throws IOException {
        Rule rule = server.on(content()).disconnect();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.send("BDAT 3\r\nabc").expect("503").say("NOOP").expect("250");
        }
        assertThat(rule.timesFired()).isZero();
    }

    @Test
    void stallsWithinAMessage() throws IOException {
        server.on(content().afterBytes(1)).stall();

        try (SmtpClient client = dataGiven()) {
            client.say("text", ".", "NOOP").shutdownOutput();
            assertThat(client.reply()).isEmpty();
        }
        assertThat(server.inbox().messages()).isEmpty();
    }

    @Test
    void delaysAMessageAndThenContinuesOrDisconnects() throws IOException {
        Duration delay = Duration.ofMillis(60);
        Rule breaks = server.on(content().afterBytes(3_000)).delay(delay).disconnect();
        Rule waits = server.on(content().afterBytes(1_000)).delay(delay).passThrough();

        try (SmtpClient client = dataGiven()) {
            long start = System.nanoTime();
            client.send(LINE.repeat(2)).say(".").expect("250");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);

            long next = System.nanoTime();
            client.untilData().send(LINE.repeat(5));
            assertThat(client.reply()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - next)).isGreaterThanOrEqualTo(delay.multipliedBy(2));
        }
        assertThat(waits.timesFired()).isEqualTo(2);
        assertThat(breaks.timesFired()).isEqualTo(1);
        assertThat(server.inbox().messages()).hasSize(1);
    }

    @Test
    void firesTheRulesOfTheContentInTheOrderOfTheirBytes() throws IOException {
        Rule last = server.on(content().afterBytes(3_000)).disconnect();
        Rule pause = server.on(content().afterBytes(2_000))
                .delay(Duration.ofMillis(30))
                .passThrough();
        Rule older = server.on(content().afterBytes(1_000)).reset();
        Rule first = server.on(content().afterBytes(1_000)).throttle(bytesPerSecond(1_000_000));

        try (SmtpClient client = dataGiven()) {
            client.send(LINE.repeat(3)).say(".");
            assertThat(client.reply()).isEmpty();
        }
        assertThat(new int[] {first.timesFired(), older.timesFired(), pause.timesFired(), last.timesFired()})
                .containsExactly(1, 0, 1, 1);
    }

    @Test
    void readsAThrottledMessageSlowlyAndCompletely() throws IOException {
        server.on(content()).once().throttle(bytesPerSecond(20_000));

        try (SmtpClient client = dataGiven()) {
            long start = System.nanoTime();
            client.send(LINE.repeat(5)).say(".").expect("250");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(240));
            assertThat(server.inbox().awaitOne().size()).isEqualTo(5_000);

            // The limit applied to that message only.
            long next = System.nanoTime();
            client.untilData().send(LINE.repeat(2_000)).say(".").expect("250");
            assertThat(Duration.ofNanos(System.nanoTime() - next))
                    .as("at the limited rate it would last 100 s")
                    .isLessThan(TimeLimit.DURATION);
        }
    }

    @Test
    void throttlesAConnectionInBothDirections() throws IOException {
        server.on(connect()).throttle(bytesPerSecond(200));

        long start = System.nanoTime();
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("a greeting of some 31 bytes")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100));
            long next = System.nanoTime();
            client.say("NOOP " + "x".repeat(23)).expect("250");
            assertThat(Duration.ofNanos(System.nanoTime() - next))
                    .as("a command of 30 bytes")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void readsTheMessageAfterItDroppedTheReplyToData() throws IOException {
        server.on(data()).dropReply();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA");
            client.expect("250", "250").say("text", ".").expect("250");
        }
        server.inbox().awaitOne();
    }

    @Test
    void closesTheConnectionAfterItDroppedTheReplyToQuit() throws IOException {
        server.on(quit()).dropReply();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            assertThat(client.say("QUIT").reply()).isEmpty();
        }
        assertThat(session().end()).isEqualTo(Optional.of(SessionEnd.QUIT));
    }

    @Test
    void acceptsOnlyQuitAfterARejectingGreeting() throws IOException {
        server.on(connect()).reply("554 no service");

        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("554").say("EHLO x", "MAIL FROM:<a@example.org>", "QUIT");
            client.expect("503", "503", "221");
        }
    }
}

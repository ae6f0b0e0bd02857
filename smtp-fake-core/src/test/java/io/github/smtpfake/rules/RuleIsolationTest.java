package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.bytesPerSecond;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules affect only the commands and messages that they match. */
class RuleIsolationTest {
    private SmtpFakeServer server = SmtpFakeServer.startNew();

    @AfterEach
    void stop() {
        server.stop();
    }

    private void restart(Limits limits) {
        server.stop();
        server = SmtpFakeServer.builder().limits(limits).start();
    }

    @Test
    void doesNotSlowDownOtherSessions() throws Exception {
        CountDownLatch waiting = new CountDownLatch(40);
        server.on(anyCommand()
                        .matching(
                                "delayed", now -> isOf("delayed", now.session().helo(), waiting)))
                .delay(Duration.ofMinutes(10))
                .passThrough();
        server.on(content()
                        .matching(
                                "throttled",
                                now -> isOf("throttled", now.session().helo(), waiting)))
                .throttle(bytesPerSecond(1));

        List<SmtpClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                slow.add(helo("delayed").say("NOOP"));
                slow.add(helo("throttled").untilData().say("text", "."));
            }
            TimeLimit.await(waiting);

            // Even on a busy machine: waiting for a delayed client would take ten minutes, for a throttled one 50
            // seconds.
            assertThat(timeToDeliver(200)).isLessThan(Duration.ofSeconds(40));
        } finally {
            for (SmtpClient client : slow) {
                client.close();
            }
        }
    }

    private Duration timeToDeliver(int count) throws IOException {
        long start = System.nanoTime();
        try (SmtpClient client = SmtpClient.greeted(server)) {
            for (int i = 0; i < count; i++) {
                client.deliver("text");
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void sendsEarlierRepliesBeforeADelay() throws IOException {
        server.on(rcptTo("slow@example.org")).delay(Duration.ofMinutes(10)).passThrough();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "RCPT TO:<slow@example.org>");
            client.expect("250", "250");
        }
    }

    @Test
    void stopsAtOnceDuringDelaysAndStalls() throws Exception {
        restart(Limits.builder().stopTimeout(Duration.ofMinutes(10)).build());
        CountDownLatch reached = new CountDownLatch(4);
        server.on(anyCommand()
                        .matching(
                                "delayed", now -> isOf("delayed", now.session().helo(), reached)))
                .delay(Duration.ofMinutes(10))
                .passThrough();
        server.on(Rules.rset()
                        .matching(
                                "stalled", now -> isOf("stalled", now.session().helo(), reached)))
                .stall();
        server.on(content()
                        .matching("paused", now -> isOf("paused", now.session().helo(), reached)))
                .delay(Duration.ofMinutes(10))
                .passThrough();
        server.on(endOfData()
                        .matching("ended", now -> isOf("ended", now.session().helo(), reached)))
                .delay(Duration.ofMinutes(10))
                .passThrough();

        try (SmtpClient delayed = helo("delayed");
                SmtpClient stalled = helo("stalled");
                SmtpClient paused = helo("paused");
                SmtpClient ended = helo("ended")) {
            delayed.say("NOOP");
            stalled.say("RSET");
            paused.untilData().say("text", ".");
            ended.untilData().say("text", ".");
            TimeLimit.await(reached);

            long start = System.nanoTime();
            server.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TimeLimit.DURATION);
            delayed.expect("250", "421");
            assertThat(stalled.reply()).isEmpty();
            // The server still completes a message that had begun when it stopped.
            paused.expect("250", "421");
            ended.expect("250", "421");
        }
        assertThat(server.inbox().messages()).hasSize(2);
    }

    private static boolean isOf(String name, Optional<String> helo, CountDownLatch reached) {
        if (!helo.equals(Optional.of(name))) {
            return false;
        }
        reached.countDown();
        return true;
    }

    private SmtpClient helo(String name) throws IOException {
        return SmtpClient.connect(server).expect("220").say("HELO " + name).expect("250");
    }

    @Test
    void doesNotCountItsOwnDelayTowardsTheTimeoutOfTheClient() throws Exception {
        Duration limit = Duration.ofSeconds(1);
        restart(Limits.builder()
                .dataTimeout(limit)
                .commandTimeout(Duration.ofMillis(20))
                .build());
        CountDownLatch waited = new CountDownLatch(1);
        server.on(content().afterBytes(2).matching("noted", now -> {
                    waited.countDown();
                    return true;
                }))
                .passThrough();
        server.on(content().afterBytes(1)).delay(limit.plusMillis(100)).passThrough();

        try (SmtpClient client = SmtpClient.greeted(server).untilData().send("text");
                SmtpClient overdue = SmtpClient.greeted(server)) {
            TimeLimit.await(waited);
            // When this client times out, a mistaken timeout of the other client would have happened, too.
            overdue.send("NO").expect("421");
            client.say("", ".").expect("250");
        }
        server.inbox().awaitOne();
    }

    @Test
    void namesTheRuleInTheFailureOfAWait() throws IOException {
        Rule rule = server.on(rcptTo("full@*")).reply("452 4.2.2 mailbox full");
        server.on(endOfData()).disconnect();
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<full@example.org>")
                    .expect("250", "452");
            client.say("RCPT TO:<b@example.org>", "DATA").expect("250", "354");
            assertThat(client.say(".").reply()).isEmpty();
        }

        AwaitFailedError error = Assertions.catchThrowableOfType(
                AwaitFailedError.class,
                () -> server.inbox().withTimeout(Duration.ofMillis(1)).awaitOne());

        assertThat(error)
                .hasMessageContaining(
                        "rejected: RCPT TO:<full@example.org> -> 452 4.2.2 mailbox full (rule: " + rule + ")")
                .hasMessageContaining("(no reply) (rule: endOfData() -> disconnect)");
        assertThat(Stored.sessions(server.store()).get(0).end()).contains(SessionEnd.ABORTED_BY_RULE);
    }

    @Test
    void affectsOpenSessionsUntilTheRuleIsRemoved() throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            Rule rule = server.on(anyCommand()).reply("451 4.3.0 no");
            client.say("NOOP").expect("451");
            rule.remove();
            client.say("NOOP").expect("250");
            server.on(Rules.helo()).reply("451 4.3.0 no");
            server.clearRules();
            client.say("HELO x").expect("250");
        }
        assertThat(server.rules()).isEmpty();
    }

    @Test
    void firesTheStageOfAnyCommandBeforeTheCommandsOwnStage() throws IOException {
        Rule any = server.on(anyCommand()).delay(Duration.ofMillis(1)).passThrough();
        Rule own = server.on(rcptTo("full@*")).reply("452 4.2.2 mailbox full");

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<full@example.org>")
                    .expect("250", "452");
        }
        assertThat(any.timesFired()).isEqualTo(3);
        assertThat(own.timesFired()).isEqualTo(1);
    }

    @Test
    void doesNotReachTheStageOfACommandThatTheServerRejects() throws IOException {
        Rule rule = server.on(rcptTo("*")).reply("452 4.2.2 mailbox full");
        Rule any = server.on(anyCommand()
                        .matching("not the first", now -> now.session().helo().isPresent()))
                .dropReply();

        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220").say("RCPT TO:<a@example.org>").expect("503");
            client.say("HELO x").expect("250").say("NOSUCH", "RCPT TO:<").shutdownOutput();
            assertThat(client.reply()).isEmpty();
        }
        assertThat(rule.timesFired()).isZero();
        assertThat(any.timesFired()).isEqualTo(2);
    }

    @Test
    void doesNotCountScriptedRejectionsAsErrorsOfTheClient() throws IOException {
        restart(Limits.builder().badCommands(2).build());
        server.on(anyCommand()).times(10).reply("500 5.5.1 what?");

        try (SmtpClient client = SmtpClient.connect(server).expect("220")) {
            for (int i = 0; i < 10; i++) {
                client.say("NOOP").expect("500");
            }
            client.say("NOOP").expect("250");
        }
    }

    @Test
    void survivesAConditionThatThrows() throws IOException {
        server.on(anyCommand().matching("broken", now -> {
                    throw new IllegalStateException("broken on purpose");
                }))
                .passThrough();

        try (SmtpClient client = SmtpClient.connect(server).expect("220")) {
            client.say("NOOP").expect("421");
        }
        server.clearRules();
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("text");
        }
    }

    @Test
    void rejectsARuleThatCanNeverFire() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(Rules.startTls()))
                .withMessage("A rule for the stage starttls can never fire because this server does not offer STARTTLS:"
                        + " add tls(TlsMode.STARTTLS) to the builder, or --tls starttls to the command line");
        SmtpFakeServer plain = SmtpFakeServer.builder()
                .disable(SmtpExtension.AUTH)
                .disable(SmtpExtension.CHUNKING)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.on(Rules.auth()))
                .withMessage(
                        "A rule for the stage auth can never fire because AUTH is disabled:"
                                + " remove disable(SmtpExtension.AUTH) from the builder, or --disable AUTH from the command line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerAccess.addRule(
                        plain,
                        new RuleDefinition(Stage.BDAT, List.of(), RuleLimits.NONE, List.of(RuleAction.dropReply()))))
                .withMessageContaining("because CHUNKING is disabled");
        assertThat(plain.rules()).isEmpty();
    }

    @Test
    void addsARuleFromADefinition() throws IOException {
        RuleDefinition written = server.on(rcptTo("full@*"))
                .once()
                .reply("452 4.2.2 mailbox full")
                .definition();
        server.clearRules();

        Rule read = ServerAccess.addRule(server, written);

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<full@example.org>")
                    .expect("250", "452");
        }
        assertThat(read.timesFired()).isEqualTo(1);
        assertThat(server.rules()).containsExactly(read);
    }

    @Test
    void keepsItsRulesAcrossARestart() throws IOException {
        server.stop();
        server = SmtpFakeServer.builder().port(UnassignedPort.next()).start();
        server.on(connect()).reply("421 4.7.0 closed");
        server.stop();
        server.start();

        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("421");
        }
    }
}

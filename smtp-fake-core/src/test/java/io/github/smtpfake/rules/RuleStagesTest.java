package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each action at each stage that it fits, as a client sees it; {@link RuleHandshakesTest} has the TLS handshakes. */
class RuleStagesTest {
    private final SmtpFakeServer server = StagePath.server();

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpSession session() {
        return Stored.sessions(server.store()).get(0);
    }

    private void hasFiredOnce(Rule rule) {
        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(rule.sessions()).containsExactly(session().id());
        assertThat(session().transcript()).extracting(TranscriptLine::toString).contains("S: (rule: " + rule + ")");
    }

    private void hasRejected(Rule rule) {
        hasFiredOnce(rule);
        assertThat(session().rejectedCommands())
                .extracting(RejectedCommand::rule)
                .contains(Optional.of(rule.toString()));
        assertThat(server.inbox().messages()).isEmpty();
    }

    @Test
    void matchesBothFormsOfADomain() throws IOException {
        server.on(rcptTo("full@münchen.example")).reply("452 4.2.2 full");
        server.on(mailFrom("*@xn--mnchen-3ya.example")).reply("450 4.1.8 not now");

        assertThat(SmtpClient.replyToRcpt(server, "full@xn--mnchen-3ya.example"))
                .isEqualTo("452 4.2.2 full");
        assertThat(SmtpClient.replyToRcpt(server, "empty@xn--mnchen-3ya.example"))
                .startsWith("250");
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.command("MAIL FROM:<app@xn--mnchen-3ya.example>", "450");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void rejectsTheCommandAndContinues(Stage stage) throws IOException {
        Rule rule = StagePath.on(server, stage).once().reply("451 4.3.0 try\nlater");

        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).isEqualTo("451 4.3.0 later");
            client.say("NOOP").expect("250");
        }
        hasRejected(rule);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void closesTheConnectionAfter421(Stage stage) throws IOException {
        Rule rule = StagePath.on(server, stage).reply("421 4.3.2 going down");

        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).isEqualTo("421 4.3.2 going down");
            assertThat(client.isClosedByServer()).isTrue();
        }
        hasRejected(rule);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT", "STARTTLS", "COMMAND"})
    void replacesTheTextOfAnAcceptedCommand(Stage stage) throws IOException {
        String scripted = StagePath.ownCode(stage) + " as scripted";
        Rule rule = StagePath.on(server, stage).reply(scripted);

        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).isEqualTo(scripted);
        }
        hasFiredOnce(rule);
        assertThat(session().rejectedCommands()).isEmpty();
        assertThat(rule).asString().endsWith("-> " + scripted + " (accepted)");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void disconnectsWithoutAReply(Stage stage) throws IOException {
        Rule rule = StagePath.on(server, stage).disconnect();

        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).isEmpty();
        }
        hasRejected(rule);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SMTPS")
    void resetsTheConnection(Stage stage) throws IOException {
        if (stage == Stage.CONTENT) {
            server.on(content()).reset();
        } else {
            StagePath.on(server, stage).reset();
        }

        // The reset may arrive before the client has read, or even sent, everything.
        assertThatThrownBy(() -> {
                    try (SmtpClient client = StagePath.reach(server, stage)) {
                        assertThat(client.reply()).as("reply").isNull();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        hasRejected(server.rules().get(0));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void sendsAMalformedReply(Stage stage) throws IOException {
        Rule rule = StagePath.on(server, stage).once().malformedReply("25O \u00e9h?");

        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).isEqualTo("25O \u00e9h?");
            client.say("NOOP").expect("250");
        }
        hasRejected(rule);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT", "STARTTLS", "DATA", "QUIT"})
    void dropsTheReplyAndContinues(Stage stage) throws IOException {
        Rule rule = StagePath.on(server, stage).once().dropReply();

        try (SmtpClient client = StagePath.reach(server, stage)) {
            client.say("VRFY ada");
            // Any other reply would have arrived before this one.
            assertThat(client.reply()).startsWith("252");
        }
        hasFiredOnce(rule);
        assertThat(session().rejectedCommands()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void answersNoFurtherCommandAfterAStall(Stage stage) throws IOException {
        Rule rule = StagePath.on(server, stage).stall();

        try (SmtpClient client = StagePath.reach(server, stage)) {
            client.say("NOOP", "QUIT").shutdownOutput();
            assertThat(client.reply()).isEmpty();
        }
        hasRejected(rule);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void delaysTheReplyOfAnAcceptedCommand(Stage stage) throws IOException {
        Duration delay = Duration.ofMillis(60);
        Rule rule = StagePath.on(server, stage).once().delay(delay).passThrough();

        long start = System.nanoTime();
        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).startsWith(StagePath.ownCode(stage));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        hasFiredOnce(rule);
        assertThat(session().rejectedCommands()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMTPS", "CONTENT"})
    void delaysARejection(Stage stage) throws IOException {
        Duration delay = Duration.ofMillis(60);
        Rule rule = StagePath.on(server, stage).once().delay(delay).reply("450 4.7.1 slow down");

        long start = System.nanoTime();
        try (SmtpClient client = StagePath.reach(server, stage)) {
            assertThat(client.reply()).isEqualTo("450 4.7.1 slow down");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        hasRejected(rule);
    }
}

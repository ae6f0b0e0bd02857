package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Problem;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipeliningTest {
    private static final String[] TWO_TRANSACTIONS = {
        "EHLO client.example.org",
        "MAIL FROM:<a@example.org>",
        "RCPT TO:<b@example.org>",
        "DATA",
        "Subject: first",
        "",
        ".",
        "MAIL FROM:<c@example.org>",
        "RCPT TO:<d@example.org>",
        "DATA",
        "Subject: second",
        "",
        ".",
        "QUIT"
    };

    @Test
    void answersAllCommandsOfAPacketInOrder() {
        Dialogue dialogue = Dialogue.open();

        assertThat(codes(dialogue.say(TWO_TRANSACTIONS)))
                .containsExactly("250", "250", "250", "354", "250", "250", "250", "354", "250", "221");
        assertThat(dialogue.messages())
                .extracting(CapturedMessage::subject)
                .extracting(subject -> subject.orElse(""))
                .containsExactly("first", "second");
    }

    @Test
    void acceptsCommandsAfterTheEndOfDataInTheSamePacket() {
        Dialogue dialogue = Dialogue.rcptGiven().expect("354", "DATA");

        assertThat(codes(dialogue.say("Hello", ".", "NOOP", "QUIT"))).containsExactly("250", "250", "221");
    }

    @Test
    void readsTheMessageAsCommandsIfDataWasRejected() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(codes(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<>", "DATA", "RSET")))
                .containsExactly("250", "501", "503", "250");
        assertThat(dialogue.messages()).isEmpty();
    }

    @Test
    void acceptsLinesThatEndWithLf() {
        Dialogue dialogue = Dialogue.open();

        assertThat(codes(dialogue.send("EHLO x\nNOOP\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII))))
                .containsExactly("250", "250", "221");
    }

    @Test
    void acceptsGroupsThatEndWithDataOrStartWithAMessage() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict()).ehlo();

        assertThat(codes(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA")))
                .containsExactly("250", "250", "354");
        assertThat(codes(dialogue.say("A: b", "", ".", "RSET", "MAIL FROM:<a@example.org>", "QUIT")))
                .containsExactly("250", "250", "250", "221");
        assertThat(dialogue.messages()).hasSize(1);
        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    @Test
    void acceptsPipelinedChunks() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict()).ehlo();

        assertThat(codes(dialogue.say(
                        "MAIL FROM:<a@example.org>",
                        "RCPT TO:<b@example.org>",
                        "BDAT 2\r\nhi" + "BDAT 0 LAST",
                        "RSET")))
                .containsExactly("250", "250", "250", "250", "250");
        assertThat(dialogue.messages()).hasSize(1);
        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "EHLO client.example.org", "VRFY ada", "EXPN staff", "AUTH LOGIN", "HELP"})
    void reportsInputAfterACommandThatMustBeTheLastOfItsGroup(String last) {
        Dialogue lenient = Dialogue.greeted();
        lenient.say(last, "RSET", "NOOP", "NOOP");
        assertThat(lenient.recorded().problems())
                .extracting(Problem::id)
                .containsOnlyOnce("notLastInGroup")
                .doesNotContain("pipelinedWithoutPipelining");

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo();
        assertThat(strict.say(last, "RSET")).endsWith("503 5.5.1 Improper use of command pipelining");
        assertThat(strict.say("RSET")).startsWith("250");
        assertThat(strict.recorded().problems()).extracting(Problem::id).contains("notLastInGroup");
    }

    @Test
    void reportsAMessageSentBeforeTheReplyToData() {
        String[] packet = {"MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "A: b", "", ".", "RSET"};

        Dialogue lenient = Dialogue.greeted();
        assertThat(codes(lenient.say(packet))).containsExactly("250", "250", "354", "250", "250");
        assertThat(lenient.recorded().problems()).extracting(Problem::id).containsExactly("notLastInGroup");

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo();
        assertThat(codes(strict.say(packet))).containsExactly("250", "250", "354", "550", "250");
        assertThat(strict.recorded().problems()).extracting(Problem::id).containsExactly("notLastInGroup");
        assertThat(strict.messages()).isEmpty();
    }

    @Test
    void reportsAGroupIfPipeliningIsNotOffered() {
        String[] group = {"MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "RSET"};

        Dialogue lenient = Dialogue.disable(SmtpExtension.PIPELINING).ehlo();
        assertThat(codes(lenient.say(group))).containsExactly("250", "250", "250");
        assertThat(lenient.recorded().problems()).extracting(Problem::id).containsExactly("pipelinedWithoutPipelining");

        Dialogue strict = Dialogue.with(
                        new TestProfile().disable(SmtpExtension.PIPELINING).strict())
                .ehlo();
        assertThat(codes(strict.say(group))).containsExactly("250", "503", "503");
    }

    @Test
    void reportsNoLineThatWaitedForTheReply() {
        Dialogue dialogue = Dialogue.disable(SmtpExtension.PIPELINING).ehlo();
        dialogue.say("x".repeat(20_000), "x".repeat(20_000));

        assertThat(dialogue.say("NOOP")).startsWith("250");
        assertThat(dialogue.recorded().problems())
                .extracting(Problem::id)
                .containsExactly("commandTooLong", "commandTooLong");
    }

    @Test
    void reportsAGroupAfterHelo() {
        Dialogue dialogue = Dialogue.open().expect("250", "HELO client.example.org");

        assertThat(codes(dialogue.say("MAIL FROM:<a@example.org>", "RSET"))).containsExactly("250", "250");
        assertThat(dialogue.recorded().problems())
                .extracting(Problem::id)
                .containsExactly("pipelinedWithoutPipelining");
    }

    @Test
    void acceptsSingleCommandsIfPipeliningIsNotOffered() {
        Dialogue dialogue = Dialogue.with(
                        new TestProfile().disable(SmtpExtension.PIPELINING).strict())
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org>")
                .expect("250", "RCPT TO:<b@example.org>")
                .expect("354", "DATA");

        assertThat(codes(dialogue.say("A: b", "", "."))).containsExactly("250");
        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    /** The code of the last line of each reply. */
    private static Stream<String> codes(String replies) {
        return replies.lines().filter(line -> line.charAt(3) == ' ').map(line -> line.substring(0, 3));
    }
}

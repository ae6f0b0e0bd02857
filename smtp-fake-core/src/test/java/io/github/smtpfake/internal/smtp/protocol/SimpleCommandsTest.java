package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RSET, NOOP, VRFY, HELP, QUIT and unknown commands. */
class SimpleCommandsTest {

    @Test
    void endsTheTransactionButKeepsTheGreetingOnRset() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("RSET")).isEqualTo("250 2.0.0 OK");
        assertThat(dialogue.recorded().openTransaction()).isEmpty();
        assertThat(dialogue.say("DATA")).startsWith("503 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org>")).startsWith("250 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "noop", "NOOP with any string", "NOOP "})
    void changesNothingOnNoop(String line) {
        assertThat(Dialogue.rcptGiven().expect("250 2.0.0 OK", line).say("DATA"))
                .startsWith("354 ");
    }

    @Test
    void neverConfirmsAnAddressOnVrfy() {
        assertThat(Dialogue.greeted().say("VRFY ada")).startsWith("252 2.1.5 ");
        assertThat(Dialogue.greeted().say("VRFY")).startsWith("501 5.5.4 ");
    }

    @Test
    void listsTheCommandsOnHelp() {
        assertThat(Dialogue.greeted()
                        .say("HELP")
                        .lines()
                        .reduce((first, last) -> last)
                        .orElseThrow())
                .startsWith("214 2.0.0 ")
                .contains("EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP AUTH QUIT")
                .doesNotContain("EXPN", "UNKNOWN");
        assertThat(Dialogue.greeted().say("HELP MAIL")).startsWith("214");
    }

    @Test
    void rejectsHelpWhenItIsDisabled() {
        assertThat(Dialogue.disable(SmtpExtension.HELP).say("HELP")).startsWith("502 5.5.1 ");
    }

    @Test
    void endsTheSessionOnQuit() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say("QUIT")).startsWith("221 2.0.0 mail.example.org");
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().end()).contains(SessionEnd.QUIT);
        assertThat(dialogue.recorded().endedAt()).isPresent();
    }

    @Test
    void storesNothingOnQuitDuringATransaction() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("QUIT")).startsWith("221 ");
        assertThat(dialogue.messages()).isEmpty();
        assertThat(dialogue.recorded().openTransaction().map(Envelope::recipients))
                .hasValueSatisfying(recipients -> assertThat(recipients).containsExactly("ada@example.org"));
        assertThat(dialogue.recorded().hasIncompleteDelivery()).isTrue();
    }

    @Test
    void runsNoCommandsAfterQuit() {
        assertThat(Dialogue.greeted().say("QUIT", "NOOP").lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "RSET now,501 5.5.4",
        "QUIT now,501 5.5.4",
        "RSET,250 2.0.0",
        "NOOP,250 2.0.0",
        "VRFY a,252 2.1.5",
        "QUIT,221 2.0.0"
    })
    void answersBeforeEhloLikeAfterEhlo(String line, String reply) {
        assertThat(Dialogue.open().say(line)).startsWith(reply);
        assertThat(Dialogue.greeted().say(line)).startsWith(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPN list",
                "TURN",
                "SEND FROM:<a@b.org>",
                "SOML FROM:<a@b.org>",
                "SAML FROM:<a@b.org>",
                "ETRN x"
            })
    void rejectsCommandsThatAreNotImplemented(String line) {
        assertThat(Dialogue.greeted().say(line)).startsWith("502 5.5.1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " NOOP",
                "FOO",
                "UNKNOWN",
                "NOOPS",
                "NOOP\rQUIT",
                "NOOP\u0000",
                "\u0000",
                "ＮＯＯＰ",
                "MAİL",
                "MAıL FROM:<a@example.org>",
                "RſET",
                "ﬆARTTLS"
            })
    void continuesAfterAnUnknownCommand(String line) {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say(line)).isEqualTo("500 5.5.1 Command not recognized");
        assertThat(dialogue.say("NOOP")).startsWith("250 ");
    }

    @Test
    void rejectsCommandsThatAreNotUtf8() {
        Dialogue dialogue = Dialogue.mailGiven();

        assertThat(dialogue.send("RCPT TO:<m\u00fcller@example.org>\r\n".getBytes(ISO_8859_1)))
                .startsWith("500 5.5.2 ")
                .matches("[ -~]*");
        assertThat(dialogue.say("RCPT TO:<a@example.org>")).startsWith("250 ");
    }

    @Test
    void endsTheSessionAfterTooManyBadCommands() {
        Dialogue dialogue =
                Dialogue.with(Limits.builder().badCommands(3).build()).ehlo();

        assertThat(dialogue.say("FOO", "DATA", "MAIL", "NOOP", "BAR", "NOOP").lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("500 "),
                        second -> assertThat(second).startsWith("503 "),
                        third -> assertThat(third).startsWith("501 "),
                        good -> assertThat(good).startsWith("250 "),
                        last -> assertThat(last).startsWith("421 4.7.0 mail.example.org "));
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().end()).contains(SessionEnd.REJECTED);
    }

    @Test
    void doesNotCountAcceptedCommandsAsBad() {
        Dialogue dialogue =
                Dialogue.with(Limits.builder().badCommands(1).build()).ehlo();
        for (int i = 0; i < 2_000; i++) {
            dialogue.expect("250", "NOOP");
        }

        assertThat(dialogue.isClosed()).isFalse();
    }

    @Test
    void doesNotCountCommandsRejectedBecauseOfMailAsBad() {
        Dialogue dialogue = Dialogue.with(Limits.builder().badCommands(1).build())
                .ehlo()
                .expect("555", "MAIL FROM:<a@b.org> FOO=1");
        for (int i = 0; i < 60; i++) {
            dialogue.expect("503", "RCPT TO:<b@example.org>");
        }
        dialogue.expect("503", "DATA");

        assertThat(dialogue.expect("250", "RSET").expect("503", "DATA").say("DATA"))
                .startsWith("421 ");
    }

    @Test
    void doesNotCountChunksRejectedBecauseOfAnEarlierOneAsBad() {
        Dialogue dialogue = Dialogue.with(
                        Limits.builder().badCommands(1).messageSize(1).build())
                .ehlo();
        dialogue.expect("250", "MAIL FROM:<a@example.org>").expect("250", "RCPT TO:<b@example.org>");
        dialogue.expect("552", "BDAT 2\r\n");
        for (int i = 0; i < 60; i++) {
            dialogue.expect("503", "BDAT 2\r\n");
        }

        assertThat(dialogue.isClosed()).isFalse();
    }

    @Test
    void doesNotCountInvalidAddressesAsBad() {
        Dialogue dialogue =
                Dialogue.with(Limits.builder().badCommands(1).build()).ehlo().expect("250", "MAIL FROM:<a@b.org>");
        for (int i = 0; i < 60; i++) {
            dialogue.expect("501", "RCPT TO:<a@@b>");
        }

        assertThat(dialogue.isClosed()).isFalse();
    }

    @Test
    void limitsTheBytesOfALineNotItsCharacters() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say("NOOP " + "é".repeat(4_200))).startsWith("500 5.5.2 ");
        assertThat(dialogue.say("NOOP " + "é".repeat(4_090))).startsWith("250 ");
    }

    @Test
    void recordsALimitedNumberOfRejectedCommands() {
        Dialogue dialogue = Dialogue.with(Limits.builder().badCommands(1_000).build());
        for (int i = 0; i < 200; i++) {
            dialogue.expect("500", "FOO" + i + "x".repeat(300));
        }

        assertThat(dialogue.recorded().rejectedCommands())
                .hasSize(100)
                .allSatisfy(rejected -> assertThat(rejected.command())
                        .hasSizeLessThanOrEqualTo(201)
                        .endsWith("…"));
    }
}

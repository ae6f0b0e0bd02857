package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @Test
    void beginsATransaction() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say("MAIL FROM:<App@Example.org>")).isEqualTo("250 2.1.0 OK");
        assertThat(dialogue.recorded().openTransaction().map(Envelope::sender)).contains("App@Example.org");
    }

    @Test
    void readsTheNullPathAsEmptySender() {
        Dialogue dialogue = Dialogue.greeted().expect("250", "MAIL FROM:<>").expect("250", "RCPT TO:<a@example.org>");

        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().sender()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail from:<a@example.org>",
                "Mail From: <a@example.org>",
                "MAIL  FROM:<a@example.org>",
                "MAIL FROM:  <a@example.org> ",
                "MAIL FROM:<a@example.org> BODY=8bitmime",
                "MAIL FROM:<a@example.org>  SIZE=10   body=7BIT"
            })
    void acceptsCommonSpellings(String line) {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say(line)).startsWith("250 2.1.0 ");
        assertThat(dialogue.recorded().openTransaction().map(Envelope::sender)).contains("a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "MAIL FROM", "MAIL FROM <a@example.org>", "MAIL TO:<a@example.org>", "MAIL <a@b>"})
    void explainsTheSyntaxIfTheKeywordIsMissing(String line) {
        assertThat(Dialogue.greeted().say(line)).isEqualTo("501 5.5.4 Syntax: MAIL FROM:<address>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MAIL FROM:", "MAIL FROM:a@example.org", "MAIL FROM:<a@example.org", "MAIL FROM:<a@@b.org>"})
    void rejectsInvalidAddresses(String line) {
        assertThat(Dialogue.greeted().say(line)).startsWith("501 5.1.7 Bad sender address: ");
    }

    @Test
    void rejectsMailBeforeEhlo() {
        assertThat(Dialogue.open().say("MAIL FROM:<a@example.org>")).startsWith("503 5.5.1 ");
    }

    @Test
    void rejectsNestedMailAndKeepsTheFirst() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("MAIL FROM:<other@example.org>")).startsWith("503 5.5.1 ");
        assertThat(dialogue.say("DATA", "Hello", ".")).contains("250 2.0.0 OK: queued as ");
        assertThat(dialogue.message().envelope().sender()).isEqualTo("app@example.org");
    }

    @Test
    void beginsNoTransactionIfAParameterIsRejected() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say("MAIL FROM:<a@example.org> FOO=bar")).startsWith("555 5.5.4 ");
        assertThat(dialogue.recorded().openTransaction()).isEmpty();
        assertThat(dialogue.say("RCPT TO:<b@example.org>")).startsWith("503 5.5.1 ");
    }

    @Test
    void keepsTheParametersInTheEnvelope() {
        Dialogue dialogue = Dialogue.greeted()
                .expect("250", "MAIL FROM:<a@example.org> body=8BITMIME Size=100 SMTPUTF8")
                .expect("250", "RCPT TO:<b@example.org>");

        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().parameters())
                .containsEntry("BODY", "8BITMIME")
                .containsEntry("SIZE", "100")
                .containsEntry("SMTPUTF8", "");
    }

    @Test
    void recordsRejectedCommandsWithoutControlCharacters() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say("MAIL FROM:<a\u0000\u001b@example.org>"))
                .startsWith("501 5.1.7 ")
                .matches("[ -~]*");
        assertThat(dialogue.recorded().rejectedCommands()).singleElement().satisfies(rejected -> {
            assertThat(rejected.command()).isEqualTo("MAIL FROM:<a\\u0000\\u001b@example.org>");
            assertThat(rejected.reply()).startsWith("501 5.1.7 ");
        });
    }
}

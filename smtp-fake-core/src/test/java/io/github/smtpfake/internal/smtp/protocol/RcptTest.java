package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RcptTest {

    @Test
    void keepsRecipientsInOrderWithDuplicates() {
        Dialogue dialogue = Dialogue.mailGiven();

        assertThat(dialogue.say("RCPT TO:<b@example.org>")).isEqualTo("250 2.1.5 OK");
        dialogue.expect("250", "RCPT TO:<A@Example.org>").expect("250", "RCPT TO:<b@example.org>");
        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().recipients())
                .containsExactly("b@example.org", "A@Example.org", "b@example.org");
    }

    @Test
    void rejectsRcptBeforeMail() {
        assertThat(Dialogue.greeted().say("RCPT TO:<a@example.org>")).startsWith("503 5.5.1 ");
    }

    @Test
    void rejectsRcptBeforeEhlo() {
        assertThat(Dialogue.open().say("RCPT TO:<a@example.org>")).startsWith("503 5.5.1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Postmaster>", "<postmaster>", "<POSTMASTER>"})
    void acceptsPostmasterWithoutADomain(String path) {
        Dialogue dialogue = Dialogue.mailGiven().expect("250 2.1.5", "RCPT TO:" + path);

        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().recipients()).containsExactly(path.substring(1, path.length() - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RCPT TO:<>", "RCPT TO:", "RCPT TO:<ada>", "RCPT TO:<postmaster>x", "RCPT TO:ada@example.org"})
    void rejectsInvalidAddresses(String line) {
        assertThat(Dialogue.mailGiven().say(line)).startsWith("501 5.1.3 Bad recipient address: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "RCPT TO", "RCPT FROM:<a@example.org>", "RCPT TO <a@example.org>"})
    void explainsTheSyntaxIfTheKeywordIsMissing(String line) {
        assertThat(Dialogue.mailGiven().say(line)).isEqualTo("501 5.5.4 Syntax: RCPT TO:<address>");
    }

    @Test
    void rejectsAnUnknownParameterByName() {
        Dialogue dialogue = Dialogue.mailGiven();

        assertThat(dialogue.say("RCPT TO:<a@example.org> FOO=bar")).isEqualTo("555 5.5.4 Parameter FOO not recognized");
        assertThat(dialogue.say("DATA")).startsWith("503 5.5.1 ");
    }

    @Test
    void acceptsTheValidRecipientsAmongInvalidOnes() {
        Dialogue dialogue = Dialogue.mailGiven()
                .expect("250", "RCPT TO:<a@example.org>")
                .expect("501", "RCPT TO:<b@@example.org>")
                .expect("250", "RCPT TO:<c@example.org>");

        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().recipients()).containsExactly("a@example.org", "c@example.org");
    }

    @Test
    void rejectsRecipientsAboveTheLimitAndDeliversToTheOthers() {
        Dialogue dialogue = Dialogue.with(Limits.builder().recipients(2).build())
                .ehlo()
                .expect("250", "MAIL FROM:<app@example.org>")
                .expect("250", "RCPT TO:<a@example.org>")
                .expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("RCPT TO:<c@example.org>")).startsWith("452 4.5.3 ");
        assertThat(dialogue.say("DATA", "Hello", ".")).contains("250 2.0.0 ");
        assertThat(dialogue.message().envelope().recipients()).containsExactly("a@example.org", "b@example.org");
    }

    @Test
    void acceptsAThousandRecipientsByDefault() {
        Dialogue dialogue = Dialogue.mailGiven();
        for (int i = 0; i < 1_000; i++) {
            dialogue.expect("250", "RCPT TO:<user" + i + "@example.org>");
        }

        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().recipients()).hasSize(1_000);
    }
}

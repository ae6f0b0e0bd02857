package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.session.Envelope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {
    @Test
    void keepsTheParametersInTheEnvelope() {
        Dialogue dialogue = Dialogue.greeted();
        dialogue.say(
                "MAIL FROM:<a@example.org> ret=HDRS ENVID=QQ+2B314159",
                "RCPT TO:<b@example.org> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2Btag@example.org",
                "RCPT TO:<c@example.org> notify=never",
                "RCPT TO:<d@example.org>",
                "DATA",
                "text",
                ".");

        Envelope envelope = dialogue.message().envelope();
        assertThat(envelope.parameters()).containsExactly(Map.entry("RET", "HDRS"), Map.entry("ENVID", "QQ+2B314159"));
        assertThat(envelope.recipientParameters())
                .containsExactly(
                        Map.entry(
                                "b@example.org",
                                List.of(Map.of("NOTIFY", "SUCCESS,DELAY", "ORCPT", "rfc822;b+2Btag@example.org"))),
                        Map.entry("c@example.org", List.of(Map.of("NOTIFY", "never"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RET=BODY",
                "RET=HDRſ",
                "RET",
                "ENVID",
                "ENVID=a+2",
                "ENVID=+zz",
                "ENVID=+2b",
                "ENVID=é",
                "AUTH=é"
            })
    void rejectsMalformedParametersOfMail(String parameter) {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> " + parameter))
                .startsWith("501 5.5.4 ");
    }

    @Test
    void rejectsAnEnvelopeIdLongerThanAHundredCharacters() {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> ENVID=" + "x".repeat(100)))
                .startsWith("250");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> ENVID=" + "x".repeat(101)))
                .startsWith("501");
    }

    /** RFC 3461, 4.2. */
    @Test
    void rejectsAnOriginalRecipientLongerThanFiveHundredCharacters() {
        String longest = "rfc822;" + "x".repeat(493);

        assertThat(Dialogue.mailGiven().say("RCPT TO:<b@example.org> ORCPT=" + longest))
                .startsWith("250");
        assertThat(Dialogue.mailGiven().say("RCPT TO:<b@example.org> ORCPT=" + longest + "x"))
                .isEqualTo("501 5.5.4 ORCPT must have at most 500 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTIFY=NEVER,DELAY",
                "NOTIFY=",
                "NOTIFY",
                "NOTIFY=SOMETIMES",
                "NOTIFY=ſUCCESS",
                "ORCPT=b@x",
                "ORCPT=;b",
                "ORCPT=rfc822;",
                "ORCPT=@@@;b",
                "ORCPT=é;b",
                "ORCPT=rfc822;é",
                "ORCPT=rfc822;+2b"
            })
    void rejectsMalformedParametersOfRcpt(String parameter) {
        assertThat(Dialogue.mailGiven().say("RCPT TO:<b@example.org> " + parameter))
                .startsWith("501 5.5.4 ");
    }

    @Test
    void keepsTheParametersOfEachRcptForARecipient() {
        Dialogue dialogue = Dialogue.mailGiven()
                .expect("250", "RCPT TO:<b@example.org> NOTIFY=NEVER ORCPT=rfc822;one@example.org")
                .expect("250", "RCPT TO:<c@example.org>")
                .expect("250", "RCPT TO:<d@example.org>")
                .expect("250", "RCPT TO:<b@example.org> NOTIFY=FAILURE ORCPT=rfc822;two@example.org")
                .expect("250", "RCPT TO:<c@example.org> NOTIFY=DELAY")
                .expect("250", "RCPT TO:<c@example.org>")
                .expect("250", "RCPT TO:<d@example.org>");

        Envelope envelope = dialogue.recorded().openTransaction().orElseThrow();
        assertThat(envelope.recipients())
                .containsExactly(
                        "b@example.org",
                        "c@example.org",
                        "d@example.org",
                        "b@example.org",
                        "c@example.org",
                        "c@example.org",
                        "d@example.org");
        assertThat(envelope.recipientParameters())
                .containsExactly(
                        Map.entry(
                                "b@example.org",
                                List.of(
                                        Map.of("NOTIFY", "NEVER", "ORCPT", "rfc822;one@example.org"),
                                        Map.of("NOTIFY", "FAILURE", "ORCPT", "rfc822;two@example.org"))),
                        Map.entry("c@example.org", List.of(Map.of(), Map.of("NOTIFY", "DELAY"), Map.of())));
    }

    /** RFC 6533, 3. */
    @ParameterizedTest
    @ValueSource(strings = {"ORCPT=utf-8;dörte@example.org", "orcpt=UTF-8;d\\x{F6}rte@example.org"})
    void acceptsAnOriginalRecipientOfTypeUtf8(String parameter) {
        assertThat(Dialogue.mailGiven().say("RCPT TO:<b@example.org> " + parameter))
                .startsWith("250 ");
    }

    @Test
    void rejectsDsnParametersWhenDsnIsDisabled() {
        Dialogue dialogue = Dialogue.disable(SmtpExtension.DSN);

        assertThat(dialogue.say("EHLO x")).doesNotContain("DSN");
        assertThat(dialogue.say("MAIL FROM:<a@example.org> RET=FULL")).startsWith("555 5.5.4 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org>")).startsWith("250");
        assertThat(dialogue.say("RCPT TO:<b@example.org> NOTIFY=NEVER")).startsWith("555 5.5.4 ");
    }

    @Test
    void rejectsUnknownParametersOfRcpt() {
        assertThat(Dialogue.mailGiven().say("RCPT TO:<b@example.org> X=1")).startsWith("555 5.5.4 ");
    }
}

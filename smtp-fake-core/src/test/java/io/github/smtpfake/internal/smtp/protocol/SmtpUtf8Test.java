package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpUtf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jürgen@müller.example",
                "用户@例子.广告",
                "u\u0308@example.org",
                "😀@example.org",
                "\"ü b\"@example.org"
            })
    void keepsAddressesExactlyAsSent(String address) {
        Dialogue dialogue = Dialogue.greeted()
                .expect("250 2.1.0", "MAIL FROM:<" + address + "> SMTPUTF8")
                .expect("250 2.1.5", "RCPT TO:<" + address + ">");

        dialogue.say("DATA", ".");

        assertThat(dialogue.message().envelope().sender()).isEqualTo(address);
        assertThat(dialogue.message().envelope().recipients()).containsExactly(address);
    }

    @Test
    void acceptsUtf8AddressesWithoutTheParameter() {
        assertThat(Dialogue.greeted().say("MAIL FROM:<jürgen@example.org>")).startsWith("250 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMTPUTF8=x", "SMTPUTF8=", "SMTPUTF8 SMTPUTF8"})
    void rejectsAValueOrARepetition(String parameter) {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> " + parameter))
                .startsWith("501 5.5.4 ");
    }

    @Test
    void rejectsSmtputf8WhenItIsDisabled() {
        assertThat(Dialogue.disable(SmtpExtension.SMTPUTF8).ehlo().say("MAIL FROM:<a@example.org> SMTPUTF8"))
                .isEqualTo("555 5.5.4 Parameter SMTPUTF8 not recognized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "\u00c3", "\u00ed\u00a0\u0080", "\u00c0\u00af", "\u00f5\u0080\u0080\u0080"})
    void continuesAfterInvalidUtf8(String bytes) {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.send(("MAIL FROM:<a" + bytes + "@example.org> SMTPUTF8\r\n").getBytes(ISO_8859_1)))
                .startsWith("500 5.5.2 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org>")).startsWith("250 ");
    }

    @Test
    void repliesInAscii() {
        assertThat(Dialogue.greeted().say("MAIL FROM:<ü@@ü> SMTPUTF8"))
                .startsWith("501 ")
                .matches("[ -~]*");
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
    private final Dialogue dialogue =
            Dialogue.with(Limits.builder().messageSize(1_000).build()).ehlo();

    @Test
    void advertisesTheLimit() {
        assertThat(dialogue.say("EHLO x").lines()).contains("250-SIZE 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "999", "1000", "00000000000000001000", "00000000000000000000"})
    void acceptsADeclaredSizeUpToTheLimit(String size) {
        assertThat(declare(size)).startsWith("250 2.1.0 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1001",
                "2147483648",
                "4294967297",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "99999999999999999999",
                "09999999999999999999",
                "00000000000000001001"
            })
    void rejectsADeclaredSizeAboveTheLimit(String size) {
        assertThat(declare(size)).startsWith("552 5.3.4 ");
        assertThat(dialogue.recorded().openTransaction()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "+1", "1.0", "0x10", "100000000000000000000", "٣"})
    void rejectsASizeThatIsNotANumber(String size) {
        assertThat(declare(size)).startsWith("501 5.5.4 ");
    }

    @Test
    void rejectsAMissingSize() {
        assertThat(dialogue.say("MAIL FROM:<a@example.org> SIZE")).startsWith("501 5.5.4 ");
    }

    @Test
    void countsTheBytesReceived() {
        dialogue.expect("250", "MAIL FROM:<a@example.org> SIZE=10").expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA", "x".repeat(999), ".")).contains("552 5.3.4 ");

        dialogue.expect("250", "MAIL FROM:<a@example.org> SIZE=10").expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA", "x".repeat(998), ".")).contains("250 2.0.0 ");
        assertThat(dialogue.message().size()).isEqualTo(1_000);
    }

    @Test
    void rejectsSizeWhenItIsDisabled() {
        assertThat(Dialogue.disable(SmtpExtension.SIZE).ehlo().say("MAIL FROM:<a@example.org> SIZE=10"))
                .isEqualTo("555 5.5.4 Parameter SIZE not recognized");
    }

    private String declare(String size) {
        return dialogue.say("MAIL FROM:<a@example.org> SIZE=" + size);
    }
}

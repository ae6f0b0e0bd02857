package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EightBitMimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"7BIT", "8BITMIME", "8bitmime", "7bit"})
    void acceptsTheBodyTypesOfTheRfc(String body) {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> BODY=" + body))
                .startsWith("250 2.1.0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BODY=", "BODY", "BODY=9BIT", "BODY=7BıT", "BODY=8BITMIME,7BIT", "BODY=7BIT BODY=7BIT"})
    void rejectsOtherBodyTypes(String parameter) {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> " + parameter))
                .startsWith("501 5.5.4 ");
    }

    @Test
    void rejectsBodyWhen8bitmimeIsDisabled() {
        assertThat(Dialogue.disable(SmtpExtension.EIGHT_BIT_MIME).ehlo().say("MAIL FROM:<a@example.org> BODY=8BITMIME"))
                .isEqualTo("555 5.5.4 Parameter BODY not recognized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " BODY=8BITMIME", " BODY=7BIT"})
    void keepsAllBytesWhateverTheBodyType(String parameter) {
        Dialogue dialogue = Dialogue.greeted()
                .expect("250", "MAIL FROM:<a@example.org>" + parameter)
                .expect("250", "RCPT TO:<b@example.org>")
                .expect("354", "DATA");
        StringBuilder text = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            text.append(c).append(c == '.' ? "x" : "");
        }
        text.append("\r\n");

        dialogue.send((text + ".\r\n").getBytes(ISO_8859_1));

        assertThat(new String(dialogue.message().raw(), ISO_8859_1)).isEqualTo(text.toString());
    }
}

package io.github.smtpfake.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {
    @Test
    void parsesCodeStatusAndText() {
        assertThat(ReplyText.parse("452 4.2.2 mailbox full"))
                .isEqualTo(new ReplyText(452, "4.2.2", List.of("mailbox full")));
        assertThat(ReplyText.parse("421 come back later"))
                .isEqualTo(new ReplyText(421, "", List.of("come back later")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 first\nsecond",
                "550-5.7.1 first\r\n550 5.7.1 second",
                "550 5.7.1 first\n550 second",
                "550 5.7.1 first\n5.7.1 second"
            })
    void acceptsFurtherLinesWithAndWithoutTheirCode(String text) {
        assertThat(ReplyText.parse(text)).isEqualTo(new ReplyText(550, "5.7.1", List.of("first", "second")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"250", "452 4.2.2", "452 4.2.2 full", "550 a\nb"})
    void parsesWhatItWrites(String text) {
        ReplyText reply = ReplyText.parse(text);

        assertThat(ReplyText.parse(reply.toString())).isEqualTo(reply);
    }

    @Test
    void addsATextToABareCode() {
        assertThat(ReplyText.parse("451").lines()).containsExactly("Scripted reply");
    }

    @ParameterizedTest
    @CsvSource({
        "mailbox full, code of three digits",
        "45 full, code of three digits",
        "999, 200 to 599",
        "150 wait, 200 to 599",
        "600 no, 200 to 599",
        "452 5.2.2 mailbox full, use 4.2.2",
        "250 4.0.0 ok, use 2.0.0",
        "354 3.0.0 go, remove 3.0.0",
        "550 5.7.1 nö, printable ASCII"
    })
    void namesTheFaultAndTheFix(String text, String fix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyText.parse(text))
                .withMessageStartingWith("reply ")
                .withMessageContaining(fix);
    }

    @Test
    void countsTheBytesOfALineWithItsEnd() {
        String longest = "550 5.7.1 " + "x".repeat(512 - 12);

        assertThat(ReplyText.parse(longest).lines()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyText.parse(longest + "x"))
                .withMessageContaining("513 bytes")
                .withMessageContaining("break it with \\n");
    }
}

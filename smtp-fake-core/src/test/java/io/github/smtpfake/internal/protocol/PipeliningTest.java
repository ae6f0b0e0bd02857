package io.github.smtpfake.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    void answersEveryCommandOfAPacketInOrder() {
        Dialogue dialogue = Dialogue.open();

        assertThat(codes(dialogue.say(TWO_TRANSACTIONS)))
                .containsExactly("250", "250", "250", "354", "250", "250", "250", "354", "250", "221");
        assertThat(dialogue.messages())
                .extracting(CapturedMessage::subject)
                .extracting(subject -> subject.orElse(""))
                .containsExactly("first", "second");
    }

    @Test
    void takesCommandsBehindTheEndOfDataInTheSamePacket() {
        Dialogue dialogue = Dialogue.rcptGiven().expect("354", "DATA");

        assertThat(codes(dialogue.say("Hello", ".", "NOOP", "QUIT"))).containsExactly("250", "250", "221");
    }

    @Test
    void runsTheTextAsCommandsWhenDataWasRefused() {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(codes(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<>", "DATA", "RSET")))
                .containsExactly("250", "501", "503", "250");
        assertThat(dialogue.messages()).isEmpty();
    }

    @Test
    void takesLinesThatEndInABareLineFeed() {
        Dialogue dialogue = Dialogue.open();

        assertThat(codes(dialogue.send("EHLO x\nNOOP\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII))))
                .containsExactly("250", "250", "221");
    }

    /** The code of the last line of each reply. */
    private static Stream<String> codes(String replies) {
        return replies.lines().filter(line -> line.charAt(3) == ' ').map(line -> line.substring(0, 3));
    }
}

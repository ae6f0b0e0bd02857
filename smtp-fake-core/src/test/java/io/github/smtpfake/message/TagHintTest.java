package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagHintTest {
    private static final Envelope ENVELOPE = Envelope.of("app@example.org", List.of("ada@example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To: ada+news@example.org\r\n\r\ntext",
                "To: ada+\r\n news@example.org\r\n\r\ntext",
                "To: ada+news@example.org\n\ntext",
                "X-Tags: one\r\n\r\ntext",
                "x-tAGS: one\r\n\r\ntext",
                "X-Tags: the header does not end",
                "To: ada@example.org\rX-Tags: one\r\r\n\r\ntext",
            })
    void suspectsTagsInAHeader(String message) {
        assertThat(mayHaveTags(ENVELOPE, message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nX-Tags: in the text, ada+news@example.org\r\n",
                "\nX-Tags: in the text",
                "Date: Fri, 27 Nov 2026 10:00:00 +0000\r\nTo: ada@example.org\r\nSubject: 1 + 1\r\n\r\nada+news@example.org",
            })
    void excludesTagsInOtherMessages(String message) {
        assertThat(mayHaveTags(ENVELOPE, message)).isFalse();
    }

    @Test
    void suspectsTagsInAHiddenRecipient() {
        Envelope hidden = Envelope.of("app@example.org", List.of("ada@example.org", "bob+news@example.org"));

        assertThat(mayHaveTags(hidden, "Subject: x\r\n\r\ntext")).isTrue();
    }

    private static boolean mayHaveTags(Envelope envelope, String message) {
        return TagHint.mayHaveTags(envelope, message.getBytes(StandardCharsets.UTF_8));
    }
}

package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
                "Subject: x\r\nx-tags",
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
                "Subject: the header does not end",
                "X-Tag: another header\r\n\r\n",
                "Subject: x\r\n x-tags: in a subject\r\n\r\n",
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34})
    void readsAHeaderInSeveralBlocks(int size) {
        assertThat(TagHint.mayHaveTags(ENVELOPE, blocks(size, "Subject: long\r\nX-Tags: one\r\n\r\n")))
                .isTrue();
        assertThat(TagHint.mayHaveTags(ENVELOPE, blocks(size, "Subject: long\r\nX-Tag: one\r\n\r\nX-Tags: one")))
                .isFalse();
    }

    private static RawMessage blocks(int size, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += size) {
            blocks.add(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)));
        }
        return RawMessage.of(blocks);
    }

    private static boolean mayHaveTags(Envelope envelope, String message) {
        return TagHint.mayHaveTags(envelope, RawMessage.of(message.getBytes(StandardCharsets.UTF_8)));
    }
}

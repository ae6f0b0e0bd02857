package io.github.smtpfake.rest.internal.mailpit.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptContentsTest {
    private static final int MOST = 100;

    private final KeptContents contents = new KeptContents(MOST);

    private static CapturedMessage message(int number, String text) {
        return new CapturedMessage(
                "id" + number,
                Instant.EPOCH,
                Envelope.of("", List.of()),
                SessionInfo.of("s", Instant.EPOCH, "127.0.0.1:1"),
                text.getBytes(StandardCharsets.US_ASCII));
    }

    private long countKept(List<CapturedMessage> messages) {
        return messages.stream()
                .filter(message -> contents.find(message).isPresent())
                .count();
    }

    @Test
    void keepsTheContentsOfAsManyMessagesAsItMay() {
        List<CapturedMessage> messages = IntStream.range(0, 3 * MOST)
                .mapToObj(number -> message(number, "x"))
                .toList();
        for (int i = 0; i < messages.size(); i++) {
            contents.keep(messages.get(i), new ListedContent("text " + i, i, 0));
            assertThat(contents.find(messages.get(i)))
                    .map(ListedContent::snippet)
                    .contains("text " + i);
        }

        assertThat(countKept(messages)).isEqualTo(MOST);
    }

    /** If the oldest were replaced, a list of slightly more messages than there is room for would find none of them. */
    @Test
    void keepsMostContentsWhileAListOfMoreMessagesIsReadAgain() {
        List<CapturedMessage> messages = IntStream.range(0, MOST + 5)
                .mapToObj(number -> message(number, "x"))
                .toList();
        int found = 0;
        for (int round = 0; round < 10; round++) {
            for (CapturedMessage message : messages) {
                if (contents.find(message).isPresent()) {
                    found++;
                } else {
                    contents.keep(message, new ListedContent("", 0, 0));
                }
            }
        }

        assertThat(found).isGreaterThan(9 * MOST / 2);
    }

    @Test
    void replacesTheContentOfAnotherMessageWithTheSameId() {
        contents.keep(message(1, "one"), new ListedContent("one", 0, 0));
        contents.keep(message(1, "other"), new ListedContent("other", 0, 0));

        assertThat(contents.find(message(1, "one"))).isEmpty();
        assertThat(contents.find(message(1, "other")))
                .map(ListedContent::snippet)
                .contains("other");
    }
}

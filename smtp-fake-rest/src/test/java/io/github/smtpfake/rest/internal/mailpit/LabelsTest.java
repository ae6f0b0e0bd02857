package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final InMemoryMessageStore store =
            new InMemoryMessageStore(Limits.builder().storedMessages(10).build());
    private final Labels labels = new Labels(store);

    @Test
    void findsTheTagsInAMessage() {
        CapturedMessage message = Messages.of(
                "From: ada+From@example.org",
                "To: bob+b+work@example.org, carol@example.org",
                "X-Tags: Two words, WORK, a/b, ,",
                "",
                "text");

        assertThat(labels.of(message)).isEqualTo(new Label(false, List.of("ab", "b", "From", "Two words", "WORK")));
    }

    @Test
    void keepsReadMarkAndTags() throws Exception {
        CapturedMessage message = Messages.of("Subject: x", "", "text");
        store.add(message);

        labels.change(message, label -> label.withRead(true));
        labels.change(message, label -> label.withTags(List.of("b", "A", "a")));

        assertThat(labels.of(message)).isEqualTo(new Label(true, List.of("A", "b")));
        assertThat(labels.tags()).containsExactly("A", "b");
    }

    @Test
    void removesOnlyTheLabelsOfDeletedMessages() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            CapturedMessage message = Messages.withId("m" + i, "To: a+t" + i + "@example.org", "", "text");
            store.add(message);
            labels.change(message, label -> label.withRead(true));
        }

        assertThat(labels.size()).isLessThanOrEqualTo(10 * 2 + 101);
        assertThat(store.messages())
                .hasSize(10)
                .allMatch(message -> labels.of(message).read());
        assertThat(labels.tags()).hasSize(10).contains("t999");
    }
}

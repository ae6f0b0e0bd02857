package io.github.smtpfake.internal.smtp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {
    private final BodyCollector collector = new BodyCollector(Kept.WHOLE);

    private void append(String text) {
        collector.append(text.getBytes(US_ASCII), 0, text.length());
    }

    private static String text(Body body) {
        return new String(((Body.Complete) body).bytes().toArray(), US_ASCII);
    }

    @Test
    void keepsABodyOfTheLargestSize() {
        collector.beginMessage(5);
        append("abc");
        collector.append('d');
        append("e");

        assertThat(text(collector.end(List.of()))).isEqualTo("abcde");
    }

    @Test
    void countsTheBytesOfABodyThatIsTooLarge() {
        collector.beginMessage(5);
        append("abcdef");
        collector.append('g');
        append("hi");

        assertThat(collector.size()).isEqualTo(9);
        assertThat(collector.end(List.of())).isInstanceOf(Body.TooLarge.class);
    }

    @Test
    void keepsAnEmptyBody() {
        collector.beginMessage(0);

        assertThat(text(collector.end(List.of()))).isEmpty();
    }

    @Test
    void doesNotMixBodies() {
        String large = "x".repeat(1_000_000);
        collector.beginMessage(2_000_000);
        append(large);
        Body first = collector.end(List.of());
        collector.beginMessage(10);
        append("second");
        Body second = collector.end(List.of());
        collector.beginMessage(10);
        append("unfinished");
        collector.beginMessage(10);
        append("third");

        assertThat(text(first)).isEqualTo(large);
        assertThat(text(second)).isEqualTo("second");
        assertThat(text(collector.end(List.of()))).isEqualTo("third");
    }
}

package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubstringsTest {

    @Test
    void agreesWithTheSearchOfJava() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            String text = random(random, 400);
            int start = random.nextInt(100);
            String part = text.substring(start, start + 60 + random.nextInt(100));
            String other = part.substring(0, part.length() - 1) + random(random, 1);

            assertThat(Substrings.contains(text, part)).isTrue();
            assertThat(Substrings.contains(text, other)).as(other).isEqualTo(text.contains(other));
        }
    }

    private static String random(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(8) == 0 ? 'b' : 'a');
        }
        return text.toString();
    }

    @Test
    void findsNoTextThatIsLonger() {
        assertThat(Substrings.contains("a".repeat(100), "a".repeat(101))).isFalse();
        assertThat(Substrings.contains("", "")).isTrue();
    }
}

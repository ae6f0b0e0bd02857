package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.InputSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored message needs at most 1 KB of heap in excess of its size, even after every kind of search. */
class SearchedMessagesHeapTest {
    private static final int COUNT = InputSize.of(5_000);

    /** What remains of 1 KB for the row of the store. */
    private static final int MAX_BYTES = 850;

    @ParameterizedTest
    @ValueSource(ints = {4 * 1024, 10 * 1024})
    void keepsLittleOfASearchedMessage(int size) throws IOException {
        Process process = ChildJvm.start(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SearchedMessages.class.getName(),
                Integer.toString(COUNT),
                Integer.toString(size));
        try {
            String[] bytes = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            assertThat(Integer.parseInt(bytes[0])).as("before the searches").isLessThan(450);
            assertThat(Integer.parseInt(bytes[1])).as("after the searches").isLessThan(MAX_BYTES);
        } finally {
            process.destroyForcibly();
        }
    }
}

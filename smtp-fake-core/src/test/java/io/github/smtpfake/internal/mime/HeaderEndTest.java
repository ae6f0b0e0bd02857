package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderEndTest {

    @ParameterizedTest
    @CsvSource({
        "'A: b\\r\\n\\r\\nText\\r\\n\\r\\n', 8",
        "'A: b\\n\\nText', 6",
        "'A: b\\n\\r\\nText', 7",
        "'A: b\\r\\n\\nText', 7",
        "'\\r\\nText', 2",
        "'\\nText', 1",
        "'A: b\\r\\n\\r\\r\\nText', 9",
        "'A: b\\r\\r\\n\\r\\r\\nText', 10",
        "'A: b\\r\\r\\r\\nText', -1",
        "'A: b\\r\\rText', 6",
        "'A: b\\rC: d\\r\\rText', 11",
        "'A: b\\n\\rText', 6",
        "'\\rText', 1",
        "'A: b\\r\\r\\n C\\r\\n', -1",
        "'A: b\\r\\n \\r\\nText', -1",
        "'A: b\\r\\nText', -1",
        "'', -1",
    })
    void findsTheEmptyLineWhereverThePiecesEnd(String escaped, int expected) {
        byte[] message = escaped.translateEscapes().getBytes(US_ASCII);

        for (int size = 1; size <= message.length + 1; size++) {
            assertThat(indexInPiecesOf(size, message))
                    .as("pieces of %s bytes", size)
                    .isEqualTo(expected);
        }
    }

    private static int indexInPiecesOf(int size, byte[] message) {
        HeaderEnd end = new HeaderEnd();
        for (int start = 0; start < message.length; start += size) {
            int index = end.indexIn(message, start, Math.min(start + size, message.length));
            if (index >= 0) {
                return index;
            }
        }
        return -1;
    }
}

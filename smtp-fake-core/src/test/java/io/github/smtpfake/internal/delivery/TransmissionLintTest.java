package io.github.smtpfake.internal.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmissionLintTest {
    private static final Envelope ENVELOPE = Envelope.of("a@example.org", List.of("b@example.org"));
    private static final byte[] ALPHABET = {'\r', '\r', '\n', '\n', '.', '.', 0, 'x', (byte) 200, (byte) 255};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\nb\\r\\n|Bare LF, once at byte 1",
                "a\\rb\\rc|Bare CR, 2 times, first at byte 1",
                "a\\r|Bare CR, once at byte 1",
                "\\r\\r\\n|CR before CRLF, once at byte 0",
                "a\\r\\r\\nb\\r\\r\\r\\nc\\r\\r\\n|CR before CRLF, 3 times, first at byte 1",
                "a\\r\\rb|Bare CR, 2 times, first at byte 1",
                "a\\0b|NUL, once at byte 1",
                "\\n.\\r\\n|Bare LF, once at byte 0;Dot between line ends that are not CRLF, as in SMTP smuggling, once at byte 1",
                "\\r\\n.\\0\\r\\n|NUL, once at byte 3;Dot between line ends that are not CRLF, as in SMTP smuggling, once at byte 2",
            })
    void namesTheProblemsAndTheirPlaces(String escaped, String details) {
        byte[] message = escaped.translateEscapes().getBytes(ISO_8859_1);

        assertThat(TransmissionLint.of(RawMessage.of(message), ENVELOPE))
                .extracting(Problem::detail)
                .containsExactly(details.split(";"));
    }

    @Test
    void acceptsADotLineBetweenTwoCrlf() {
        assertThat(TransmissionLint.of(RawMessage.of("a\r\n.\r\nb\r\n".getBytes(ISO_8859_1)), ENVELOPE))
                .isEmpty();
    }

    @Test
    void findsTheSameProblemsWhereverThePiecesEnd() {
        Random random = new Random(20_260_101);
        for (int round = 0; round < 100_000; round++) {
            byte[] message = new byte[random.nextInt(12)];
            for (int i = 0; i < message.length; i++) {
                message[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }

            TransmissionLint lint = new TransmissionLint();
            for (int start = 0, end; start < message.length; start = end) {
                end = Math.min(message.length, start + random.nextInt(4));
                // The bytes around a piece must not matter.
                byte[] buffer = new byte[end - start + 2];
                Arrays.fill(buffer, (byte) '\r');
                System.arraycopy(message, start, buffer, 1, end - start);
                lint.add(buffer, 1, 1 + end - start);
            }

            assertThat(lint.end(ENVELOPE))
                    .as(() -> Arrays.toString(message))
                    .isEqualTo(TransmissionLint.of(RawMessage.of(message), ENVELOPE));
        }
    }
}

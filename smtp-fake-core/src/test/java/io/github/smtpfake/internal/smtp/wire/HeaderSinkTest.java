package io.github.smtpfake.internal.smtp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderSinkTest {
    private static final String HEADER = "Subject: x\r\nTo: y\r\n\r\n";
    private static final Envelope ENVELOPE = Envelope.of("a@example.org", List.of("b@example.org"));

    @Test
    void keepsTheHeaderAndTheSizeOfEachMessage() throws Exception {
        DataReader reader =
                reader(HEADER + "..dot\r\n\r\ntext\r\n.\r\n" + "A: b\r\n.\r\n" + HEADER + "c\r\n.\r\n", 1_000);

        Body.Complete first = (Body.Complete) reader.read();
        Body.Complete second = (Body.Complete) reader.read();
        Body.Complete third = (Body.Complete) reader.read();

        assertThat(text(first)).isEqualTo(HEADER);
        assertThat(first.bytes().size()).isEqualTo((HEADER + ".dot\r\n\r\ntext\r\n").length());
        assertThat(first.bytes().isComplete()).isFalse();
        assertThat(text(second)).isEqualTo("A: b\r\n");
        assertThat(second.bytes().size()).isEqualTo(6);
        assertThat(text(third)).isEqualTo(HEADER);
        assertThat(third.bytes().size()).isEqualTo(HEADER.length() + 3);
    }

    @Test
    void findsTheProblemsOfTheWholeMessage() throws Exception {
        DataReader reader = reader("A: \0b\r\n\r\none\ntwo\rthree\r\n.x\r\n.\r\n", 1_000);

        Body.Complete message = (Body.Complete) reader.read();

        assertThat(message.problems()).extracting(Problem::id).containsExactly("unstuffedDot");
        assertThat(message.lint().orElseThrow().end(ENVELOPE))
                .extracting(Problem::id)
                .containsExactly("bareLf", "bareCr", "nul");
    }

    @Test
    void rejectsAMessageThatIsTooLargeAndKeepsTheNext() throws Exception {
        DataReader reader = reader(HEADER + "x".repeat(100) + "\r\n.\r\n" + HEADER + ".\r\n", 50);

        assertThat(reader.read()).isInstanceOf(Body.TooLarge.class);
        assertThat(text((Body.Complete) reader.read())).isEqualTo(HEADER);
    }

    @Test
    void keepsABoundedPartOfAHeaderWithoutEnd() throws Exception {
        String line = "X: " + "y".repeat(995) + "\r\n";
        DataReader reader = reader(line.repeat(1_000) + ".\r\n", Integer.MAX_VALUE);

        Body.Complete message = (Body.Complete) reader.read();

        assertThat(message.bytes().size()).isEqualTo(1_000_000);
        assertThat(message.bytes().keptSize()).isEqualTo(256 * 1024);
    }

    @Test
    void continuesTheHeaderInTheNextChunk() throws Exception {
        String message = "A: b\r\n\r\nbody\r\n\r\nmore";
        for (int at = 0; at <= message.length(); at++) {
            BdatReader reader = new BdatReader(new WireInput(stream(message + message)), Kept.HEADER);
            String kept = "";
            for (int round = 0; round < 2; round++) {
                Body.Complete first = (Body.Complete) reader.read(at, 1_000, true, ProgressListener.NONE);
                Body.Complete second =
                        (Body.Complete) reader.read(message.length() - at, 1_000, false, ProgressListener.NONE);
                assertThat(first.bytes().size() + second.bytes().size()).isEqualTo(message.length());
                kept += text(first) + text(second) + "|";
            }
            assertThat(kept).isEqualTo("A: b\r\n\r\n|A: b\r\n\r\n|");
        }
    }

    private static DataReader reader(String text, long maxSize) {
        return new DataReader(new WireInput(stream(text)), maxSize, Kept.HEADER);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }

    private static String text(Body.Complete body) {
        return new String(body.bytes().toArray(), US_ASCII);
    }
}

package io.github.smtpfake.internal.smtp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.smtp.protocol.Trickle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int LIMIT = 20;

    @Test
    void endsLinesAtLineFeedsAndDropsOneCarriageReturn() throws IOException {
        assertThat(read("NOOP\r\nRSET\n\r\n\nA\rB\r\nC\r\r\n"))
                .containsExactly(Line.of("NOOP"), byLf("RSET"), Line.of(""), byLf(""), Line.of("A\rB"), Line.of("C\r"));
    }

    private static Line byLf(String text) {
        return new Line(text, Line.State.BARE_LF);
    }

    @Test
    void dropsAnIncompleteLine() throws IOException {
        assertThat(read("NOOP\r\nQUIT")).containsExactly(Line.of("NOOP"));
        assertThat(read("")).isEmpty();
    }

    @Test
    void acceptsALineOfExactlyTheLimit() throws IOException {
        String longest = "x".repeat(LIMIT);

        assertThat(read(longest + "\r\n" + longest + "\n")).containsExactly(Line.of(longest), byLf(longest));
        assertThat(read(longest + "x\r\n" + longest + "x\nNOOP\r\n"))
                .containsExactly(tooLong(longest), tooLong(longest), Line.of("NOOP"));
    }

    @Test
    void countsBytesNotCharacters() throws IOException {
        assertThat(read("é".repeat(LIMIT / 2) + "\r\n" + "é".repeat(LIMIT / 2 + 1) + "\r\n"))
                .containsExactly(Line.of("é".repeat(LIMIT / 2)), tooLong("Ã©".repeat(LIMIT / 2)));
    }

    @Test
    void keepsOnlyTheBeginningOfALongLine() throws IOException {
        String bytes = "x".repeat(1_000_000) + "\r\nNOOP\r\n";

        assertThat(read(bytes)).containsExactly(tooLong("x".repeat(LIMIT)), Line.of("NOOP"));
        assertThat(readAll(new ByteArrayInputStream(bytes.getBytes(UTF_8)), 1_000))
                .containsExactly(tooLong("x".repeat(40)), Line.of("NOOP"));
    }

    @Test
    void limitsTheMemoryOfALineWithoutEnd() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 256L * 1024 * 1024;

            @Override
            public int read() {
                throw new UnsupportedOperationException("Reads are in blocks");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                left -= length;
                return left > 0 ? length : -1;
            }
        };

        assertThat(new LineReader(new WireInput(endless), LIMIT).read()).isNull();
    }

    @Test
    void readsUtf8AndMarksOtherLines() throws IOException {
        assertThat(read("grün 😀\r\n")).containsExactly(Line.of("grün 😀"));
        assertThat(new LineReader(new WireInput(new ByteArrayInputStream("gr\u00fcn\r\n".getBytes(ISO_8859_1))), LIMIT)
                        .read())
                .isEqualTo(new Line("gr\u00fcn", Line.State.NOT_UTF8));
    }

    @Test
    void readsTheSameLinesHoweverTheBytesArrive() throws IOException {
        String longest = "x".repeat(LIMIT);
        byte[] bytes = ("NOOP\r\n\r\n" + longest + "\r\n" + longest + "\n" + longest + "x\r\n" + longest
                        + "xy\nA\rB\nC\r\r\ngrün\r\n")
                .getBytes(UTF_8);
        List<Line> whole = readAll(new ByteArrayInputStream(bytes));

        assertThat(whole).hasSize(9);
        assertThat(readAll(Trickle.byteByByte(bytes))).isEqualTo(whole);
        for (int split = 1; split < bytes.length; split++) {
            assertThat(readAll(Trickle.splitAt(bytes, split)))
                    .as("split at %d", split)
                    .isEqualTo(whole);
        }
    }

    private static Line tooLong(String beginning) {
        return new Line(beginning, Line.State.TOO_LONG);
    }

    private static List<Line> read(String text) throws IOException {
        return readAll(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static List<Line> readAll(InputStream in) throws IOException {
        return readAll(in, LIMIT);
    }

    private static List<Line> readAll(InputStream in, int limit) throws IOException {
        LineReader reader = new LineReader(new WireInput(in), limit);
        List<Line> lines = new ArrayList<>();
        for (Line line = reader.read(); line != null; line = reader.read()) {
            lines.add(line);
        }
        return lines;
    }
}

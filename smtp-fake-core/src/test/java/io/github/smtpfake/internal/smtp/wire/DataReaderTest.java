package io.github.smtpfake.internal.smtp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.smtp.protocol.Trickle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataReaderTest {
    private static final int LIMIT = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "Hello\\r\\n.\\r\\n,Hello\\r\\n",
        ".\\r\\n,''",
        "\\r\\n.\\r\\n,\\r\\n",
        "\\r\\n\\r\\n.\\r\\n,\\r\\n\\r\\n",
        "..\\r\\n.\\r\\n,.\\r\\n",
        "...\\r\\n.\\r\\n,..\\r\\n",
        ".text\\r\\n.\\r\\n,text\\r\\n",
        "a\\r\\n.b\\r\\n..c\\r\\n.\\r\\n,a\\r\\nb\\r\\n.c\\r\\n",
        "a.\\r\\n.\\r\\n,a.\\r\\n",
        "a\\r\\n. \\r\\n.\\r\\n,a\\r\\n \\r\\n",
        "a \\t\\r\\n.\\r\\n,a \\t\\r\\n",
        "a\\rb\\nc\\r\\n.\\r\\n,a\\rb\\nc\\r\\n",
        "a\\n.b\\r\\n.\\r\\n,a\\n.b\\r\\n",
        "a\\r.b\\r\\n.\\r\\n,a\\r.b\\r\\n",
        "a\\r\\r\\n.\\r\\n,a\\r\\r\\n",
        ".\\ra\\r\\n.\\r\\n,\\ra\\r\\n",
        ".\\r\\r\\n.\\r\\n,\\r\\r\\n"
    })
    void removesDotStuffingAndNothingElse(String sent, String kept) throws IOException {
        assertThat(read(stream(unescape(sent)))).isEqualTo(unescape(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\r\n",
                "\r\n.\r",
                "\r\r\n.\r\r\n",
                "\n.\r\r\n",
                "\r\n.\0\r\n",
                "\r\n\0.\r\n",
                "\r\n.\r\0\n",
                "\n\n.\r\n",
                "\r.\n",
                "\r\n.\n\r\n"
            })
    void doesNotEndAMessageAtSimilarSequences(String sequence) throws IOException {
        String text = "before" + sequence + "MAIL FROM:<smuggled@example.org>\r\nafter\r\n";

        assertThat(read(stream(text + ".\r\n")))
                .isEqualTo(model((text + ".\r\n").getBytes(ISO_8859_1)))
                .endsWith("MAIL FROM:<smuggled@example.org>\r\nafter\r\n");
    }

    @Test
    void findsTheEndHoweverThePacketIsSplit() throws IOException {
        byte[] bytes = "Subject: x\r\n\r\n..a\r\n.b\r\r\n\r\n.\r\nQUIT\r\n".getBytes(ISO_8859_1);
        String expected = "Subject: x\r\n\r\n.a\r\nb\r\r\n\r\n";

        assertThat(read(Trickle.byteByByte(bytes))).isEqualTo(expected);
        for (int split = 1; split < bytes.length; split++) {
            assertThat(read(Trickle.splitAt(bytes, split)))
                    .as("split at %d", split)
                    .isEqualTo(expected);
        }
    }

    @Test
    void leavesTheBytesAfterTheEndForTheNextReader() throws IOException {
        byte[] bytes = "text\r\n.\r\nQUIT\r\n".getBytes(ISO_8859_1);
        for (int split = 1; split < bytes.length; split++) {
            WireInput input = new WireInput(Trickle.splitAt(bytes, split));

            new DataReader(input, LIMIT, Kept.WHOLE).read();

            assertThat(new LineReader(input, 100).read())
                    .as("split at %d", split)
                    .isEqualTo(Line.of("QUIT"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text\r\n", "text\r\n.", "text\r\n.\r", "text\r\n.\n"})
    void returnsNullIfTheClientLeaves(String text) throws IOException {
        assertThat(new DataReader(new WireInput(stream(text)), LIMIT, Kept.WHOLE).read())
                .isNull();
    }

    @Test
    void discardsAMessageAboveTheLimit() throws IOException {
        WireInput input = new WireInput(stream("123456\r\n.\r\n12345678\r\n.\r\n123456789\r\n.\r\n1\r\n.\r\nQUIT\r\n"));
        DataReader reader = new DataReader(input, 10, Kept.WHOLE);

        assertThat(text(reader.read())).isEqualTo("123456\r\n");
        assertThat(text(reader.read())).isEqualTo("12345678\r\n");
        assertThat(reader.read()).isInstanceOf(Body.TooLarge.class);
        assertThat(text(reader.read())).isEqualTo("1\r\n");
        assertThat(new LineReader(input, 100).read()).isEqualTo(Line.of("QUIT"));
    }

    @Test
    void doesNotCountDotStuffing() throws IOException {
        DataReader reader = new DataReader(new WireInput(stream("..23\r\n..56\r\n.\r\n")), 10, Kept.WHOLE);

        assertThat(text(reader.read())).isEqualTo(".23\r\n.56\r\n");
    }

    @Test
    void keepsOneLongLine() throws IOException {
        String line = "x".repeat(LIMIT - 2) + "\r\n";

        assertThat(read(stream(line + ".\r\n"))).isEqualTo(line);
    }

    @Test
    void doesNotShareArraysBetweenMessages() throws IOException {
        DataReader reader = new DataReader(new WireInput(stream("first\r\n.\r\nother\r\n.\r\n")), LIMIT, Kept.WHOLE);

        Body first = reader.read();
        Body second = reader.read();

        assertThat(text(first)).isEqualTo("first\r\n");
        assertThat(text(second)).isEqualTo("other\r\n");
    }

    @Test
    void agreesWithASimpleModelOnRandomText() throws IOException {
        long seed = 20_240_117;
        Random random = new Random(seed);
        String alphabet = "\r\r\n\n..\r\n\r\n.x\0\u00e9";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = (text + "\r\n.\r\n").getBytes(ISO_8859_1);
            Trickle pieces = new Trickle(bytes, position -> 1 + random.nextInt(5));

            assertThat(read(pieces)).as("seed %d, round %d", seed, round).isEqualTo(model(bytes));
        }
    }

    /** RFC 5321, 4.5.2, literally: split into lines, end at a single dot, otherwise delete a first dot. */
    private static String model(byte[] bytes) {
        String all = new String(bytes, ISO_8859_1);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int start = 0;
        while (true) {
            int end = all.indexOf("\r\n", start);
            String line = all.substring(start, end);
            if (line.equals(".")) {
                return kept.toString(ISO_8859_1);
            }
            kept.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(ISO_8859_1));
            kept.writeBytes(new byte[] {'\r', '\n'});
            start = end + 2;
        }
    }

    private static String read(InputStream in) throws IOException {
        return text(new DataReader(new WireInput(in), LIMIT, Kept.WHOLE).read());
    }

    private static String text(@Nullable Body body) {
        assertThat(body).isInstanceOf(Body.Complete.class);
        return new String(((Body.Complete) body).bytes().toArray(), ISO_8859_1);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }
}

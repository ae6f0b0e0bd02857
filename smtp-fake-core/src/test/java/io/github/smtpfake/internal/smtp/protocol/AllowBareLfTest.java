package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.DataReader;
import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.internal.smtp.wire.Kept;
import io.github.smtpfake.internal.smtp.wire.ProgressListener;
import io.github.smtpfake.internal.smtp.wire.WireInput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages whose lines end with LF alone, like those typed into nc, on a server that accepts them. */
class AllowBareLfTest {
    private static Dialogue ready() {
        Dialogue dialogue = Dialogue.with(new TestProfile().allowing(Leniency.LF_ENDS_DATA));
        send(dialogue, "EHLO x\nMAIL FROM:<a@example.org>\nRCPT TO:<b@example.org>\n");
        return dialogue;
    }

    private static String send(Dialogue dialogue, String bytes) {
        return dialogue.send(bytes.getBytes(ISO_8859_1));
    }

    private static String unescaped(@Nullable String text) {
        return text == null ? "" : text.replace("<CR>", "\r").replace("<LF>", "\n");
    }

    @Test
    void endsAMessageAtADotBetweenLineFeeds() {
        Dialogue dialogue = ready();

        assertThat(send(dialogue, "DATA\nA: b\n\ntext\n.\nNOOP\n")).endsWith("\n250 2.0.0 OK");
        assertThat(dialogue.message().raw()).isEqualTo("A: b\n\ntext\n".getBytes(ISO_8859_1));
        assertThat(dialogue.message().transmissionProblems()).extracting("id").containsExactly("bareLf");
    }

    @ParameterizedTest
    @CsvSource({
        ".<LF>,                                   ''",
        "..<LF>.<LF>,                             .<LF>",
        "a<LF>..b<LF>.<LF>,                       a<LF>.b<LF>",
        "a<CR>b<CR><CR>c<LF>.<LF>,                a<CR>b<CR><CR>c<LF>",
        "a<CR><LF>.<LF>b<CR><LF>.<CR><LF>,        a<CR><LF><LF>b<CR><LF>",
        "a<LF>b<CR><LF>c<LF>.<LF><CR><LF>.<CR><LF>, a<LF>b<CR><LF>c<LF>.<LF><CR><LF>",
        "a<LF>.<CR><LF>.<CR><LF>,                 a<LF><CR><LF>",
    })
    void endsAMessageOnlyLikeItsLines(String sent, String kept) throws IOException {
        byte[] bytes = unescaped(sent).getBytes(ISO_8859_1);

        assertThat(read(Trickle.byteByByte(bytes))).isEqualTo(unescaped(kept));
        for (int split = 1; split < bytes.length; split++) {
            assertThat(read(Trickle.splitAt(bytes, split))).isEqualTo(unescaped(kept));
        }
    }

    private static String read(InputStream in) throws IOException {
        Body body = new DataReader(new WireInput(in), 1_000, Kept.WHOLE)
                .read(EndOfData.LF_BEFORE_ANY_CRLF, ProgressListener.NONE);
        assertThat(body).isInstanceOf(Body.Complete.class);
        return new String(((Body.Complete) body).bytes().toArray(), ISO_8859_1);
    }

    @Test
    void recordsAnUnstuffedDot() {
        Dialogue dialogue = ready();

        send(dialogue, "DATA\n.a\n.\n");
        assertThat(dialogue.message().raw()).isEqualTo("a\n".getBytes(ISO_8859_1));
        assertThat(dialogue.message().transmissionProblems()).extracting("id").contains("unstuffedDot");
    }

    @Test
    void expectsCrlfIfDataEndedWithCrlf() {
        Dialogue dialogue = ready();

        assertThat(send(dialogue, "DATA\r\na\n.\nNOOP\n\r\n.\r\n"))
                .contains("queued as")
                .doesNotContain("250 2.0.0 OK\n");
        assertThat(dialogue.message().raw()).isEqualTo("a\n.\nNOOP\n\r\n".getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n"})
    void doesNotEndAMessageAtLfByDefault(String end) {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, "DATA\na" + end + "NOOP\n\r\n.\r\n").lines()).hasSize(2);
        assertThat(dialogue.message().raw()).isEqualTo(("a" + end + "NOOP\n\r\n").getBytes(ISO_8859_1));
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.wire.BdatReader;
import io.github.smtpfake.internal.smtp.wire.Kept;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.internal.smtp.wire.ProgressListener;
import io.github.smtpfake.internal.smtp.wire.WireInput;
import io.github.smtpfake.session.SessionEnd;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BdatTest {
    private static String send(Dialogue dialogue, String bytes) {
        return dialogue.send(bytes.getBytes(ISO_8859_1));
    }

    @Test
    void storesAllChunksAsOneMessage() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, "BDAT 5\r\na\r\n.\rbdat 3 last\r\n\n.\n"))
                .matches("250 2\\.0\\.0 5 bytes received\n250 2\\.0\\.0 OK: queued as \\w{22}");
        assertThat(dialogue.message().raw()).isEqualTo("a\r\n.\r\n.\n".getBytes(ISO_8859_1));
    }

    @Test
    void acceptsAnEmptyLastChunk() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, "BDAT 2\r\nhiBDAT 0 LAST\r\n")).contains("queued as");
        assertThat(dialogue.message().raw()).isEqualTo("hi".getBytes(ISO_8859_1));
    }

    @Test
    void joinsChunksOfAnySize() {
        Dialogue dialogue = Dialogue.rcptGiven();
        StringBuilder sent = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            String chunk = i % 3 == 0 ? "" : i % 1_000 == 1 ? "y".repeat(5_000) : String.valueOf((char) ('a' + i % 26));
            sent.append("BDAT ").append(chunk.length()).append("\r\n").append(chunk);
            whole.append(chunk);
        }

        assertThat(send(dialogue, sent + "BDAT 0 LAST\r\n"))
                .endsWith(dialogue.message().id());
        assertThat(dialogue.message().raw()).isEqualTo(whole.toString().getBytes(ISO_8859_1));
    }

    @Test
    void keepsAllBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Dialogue dialogue = Dialogue.greeted()
                .expect("250", "MAIL FROM:<a@example.org> BODY=BINARYMIME")
                .expect("250", "RCPT TO:<b@c>");

        assertThat(send(dialogue, "BDAT 256 LAST\r\n" + new String(all, ISO_8859_1)))
                .contains("queued as");
        assertThat(dialogue.message().raw()).isEqualTo(all);
        assertThat(dialogue.message().transmissionProblems())
                .extracting("id")
                .containsExactly("nonAsciiHeaderWithoutSmtputf8");
    }

    @Test
    void discardsARejectedChunkInsteadOfRunningIt() {
        Dialogue beforeMail = Dialogue.greeted();
        assertThat(send(beforeMail, "BDAT 6\r\nQUIT\r\nNOOP\r\n"))
                .startsWith("503 5.5.1 ")
                .endsWith("\n250 2.0.0 OK");
        assertThat(beforeMail.isClosed()).isFalse();

        assertThat(send(Dialogue.mailGiven(), "BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n"))
                .startsWith("503 5.5.1 ")
                .endsWith("\n250 2.0.0 OK");
        assertThat(send(Dialogue.disable(SmtpExtension.CHUNKING), "BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n"))
                .startsWith("502 5.5.1 ")
                .endsWith("\n250 2.0.0 OK");
    }

    @Test
    void rejectsAChunkThatIsTooLargeAndAllOthersUntilRset() {
        Dialogue dialogue = Dialogue.with(Limits.builder().messageSize(10).build())
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org>")
                .expect("250", "RCPT TO:<b@example.org>");

        assertThat(send(dialogue, "BDAT 8\r\n12345678")).startsWith("250");
        assertThat(send(dialogue, "BDAT 3\r\n123")).startsWith("552 5.3.4 ");
        assertThat(send(dialogue, "BDAT 1 LAST\r\n1")).startsWith("503 5.5.1 ");
        assertThat(send(dialogue, "RSET\r\n")).startsWith("250");
        assertThat(dialogue.messages()).isEmpty();
        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>"))
                .doesNotContain("503");
        assertThat(send(dialogue, "BDAT 1 LAST\r\n1")).contains("queued as");
    }

    @Test
    void endsTheTransactionAfterTheLastChunkWhateverTheReply() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, "BDAT 1 LAST\r\n1BDAT 1 LAST\r\n1"))
                .contains("queued as")
                .contains("503 5.5.1 ");
        assertThat(dialogue.messages()).hasSize(1);
    }

    @Test
    void rejectsDataAndBdatInOneTransaction() {
        Dialogue dialogue = Dialogue.rcptGiven();
        send(dialogue, "BDAT 1\r\n1");

        assertThat(dialogue.say("DATA")).startsWith("503 5.5.1 ");
        assertThat(dialogue.say("RCPT TO:<c@example.org>")).startsWith("503 5.5.1 ");
        assertThat(send(dialogue, "BDAT 0 LAST\r\n")).contains("queued as");
    }

    @Test
    void rejectsDataForBinaryMime() {
        Dialogue dialogue = Dialogue.greeted()
                .expect("250", "MAIL FROM:<a@example.org> BODY=BINARYMIME")
                .expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA")).startsWith("503 5.5.1 ");
    }

    @Test
    void offersNoBinaryMimeWithoutChunking() {
        assertThat(Dialogue.disable(SmtpExtension.CHUNKING).say("EHLO x")).doesNotContain("CHUNKING", "BINARYMIME");
        assertThat(Dialogue.disable(SmtpExtension.CHUNKING).ehlo().say("MAIL FROM:<a@example.org> BODY=BINARYMIME"))
                .startsWith("501");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT 6 LSAT", "BDAT 6 LAST more", "BDAT\t6\tLATS", "BDAT 6 7"})
    void discardsTheChunkOfAMalformedCommandWithASize(String command) {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, command + "\r\nQUIT\r\nNOOP\r\n"))
                .isEqualTo("501 5.5.4 Syntax: BDAT size [LAST]\n250 2.0.0 OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT", "BDAT x", "BDAT -1", "BDAT LAST", "BDAT 0x10", "BDAT 6LAST", "BDAT ٣"})
    void endsTheSessionIfTheSizeOfAChunkIsUnknown(String command) {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say(command, "NOOP")).isEqualTo("501 5.5.4 Syntax: BDAT size [LAST]");
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().end()).hasValue(SessionEnd.REJECTED);
    }

    @Test
    void discardsAChunkBeforeRequiredTls() {
        Dialogue dialogue =
                Dialogue.with(new TestProfile().tls(TlsMode.STARTTLS_REQUIRED)).ehlo();

        assertThat(send(dialogue, "BDAT 6\r\nQUIT\r\nNOOP\r\n"))
                .isEqualTo("530 5.7.0 Send STARTTLS first\n250 2.0.0 OK");
    }

    @Test
    void discardsTheChunkOfALineThatAStrictServerRejects() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict()).ehlo();

        assertThat(send(dialogue, "BDAT 6\nQUIT\r\nNOOP\r\n"))
                .isEqualTo("500 5.5.2 Line does not end with <CR><LF>\n250 2.0.0 OK");
    }

    @Test
    void discardsTheChunkOfALineThatIsNotUtf8() {
        assertThat(send(Dialogue.rcptGiven(), "BDAT 6 \u00e4\r\nQUIT\r\nNOOP\r\n"))
                .isEqualTo("500 5.5.2 Command is not valid UTF-8\n250 2.0.0 OK");
    }

    @Test
    void discardsTheChunkOfALineAboveTheLimit() {
        Dialogue dialogue =
                Dialogue.with(Limits.builder().commandLine(50).build()).ehlo();

        assertThat(send(dialogue, "BDAT 6 " + "x".repeat(50) + "\r\nQUIT\r\nNOOP\r\n"))
                .isEqualTo("500 5.5.2 Line too long\n250 2.0.0 OK");
    }

    @Test
    void endsTheSessionAfterALineTooLongToRead() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, "BDAT 6 " + "0".repeat(20_000) + "\r\nQUIT\r\nNOOP\r\n"))
                .isEqualTo("500 5.5.2 Line too long");
        assertThat(dialogue.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT 6 LSAT", "BDAT 6 \u00e4"})
    void rejectsTheMessageAfterARejectedChunk(String command) {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, command + "\r\n123456BDAT 1 LAST\r\n7")).contains("\n503 5.5.1 A chunk was rejected");
        assertThat(dialogue.messages()).isEmpty();
    }

    @Test
    void ignoresLeadingZerosOfASize() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(send(dialogue, "BDAT 00000000000000000000000000000002 LAST\r\nhi"))
                .contains("queued as");
    }

    @Test
    void endsTheSessionIfTheAnnouncedChunkIsTooLarge() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("BDAT 1000000000000000000000000000000", "NOOP"))
                .isEqualTo("421 4.3.1 mail.example.org closing connection: chunk too large");
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().rejectedCommands()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE + 1L, 100_000_000_000L, 100_000_000_000_000_000L})
    void allocatesNothingForAnnouncedBytes(long size) {
        WireInput input = new WireInput(new ByteArrayInputStream("text".getBytes(ISO_8859_1)));
        Session session = new Session(new TestProfile().make(), "192.0.2.1:40000");
        session.onLine(Line.of("EHLO x"));
        session.onLine(Line.of("MAIL FROM:<a@example.org>"));
        session.onLine(Line.of("RCPT TO:<b@example.org>"));

        Step.ReadChunk chunk = (Step.ReadChunk) session.onLine(Line.of("BDAT " + size));

        assertThat(chunk.size()).isEqualTo(size);
        assertThat(chunk.room()).isEqualTo(Limits.defaults().messageSize());
        assertThatCode(() -> assertThat(new BdatReader(input, Kept.WHOLE)
                                .read(chunk.size(), Long.MAX_VALUE, true, ProgressListener.NONE))
                        .isNull())
                .doesNotThrowAnyException();
    }
}

package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndsTest {
    private static final List<String> LINES = List.of(
            "From: app@example.org",
            "Subject: folded",
            " twice",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/html",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "<p>soft =",
            "break=",
            "</p>",
            "--b",
            "Content-Type: application/zip; name=a.zip",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "PK=",
            "=03=04",
            "--b",
            "Content-Type: text/csv; name=a.csv",
            "Content-Disposition: attachment",
            "",
            "1;2",
            "3;4",
            "--b--",
            "");

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r\r\n", "\r\r\r\n", "\r"})
    void readsAMessageWhateverEndsItsLines(String lineEnd) {
        assertRead(String.join(lineEnd, LINES));
    }

    @Test
    void readsAMessageWithAnyMixtureOfLineEnds() {
        Random random = new Random(20_261_127);
        // A CR before a CRLF would be one line end, not two.
        List<String> lineEnds = List.of("\r\n", "\n", "\r\r\n", "\r");
        for (int round = 0; round < 500; round++) {
            StringBuilder message = new StringBuilder();
            for (String line : LINES) {
                boolean afterCr = message.length() > 0 && message.charAt(message.length() - 1) == '\r';
                message.append(line)
                        .append(line.isEmpty() && afterCr ? "\r" : lineEnds.get(random.nextInt(lineEnds.size())));
            }
            assertRead(message.toString());
        }
    }

    private static void assertRead(String message) {
        CapturedMessage mail = TestMail.of(message.getBytes(US_ASCII));

        assertThat(mail.subject()).contains("folded twice");
        assertThat(mail.html()).contains("<p>soft break</p>");
        assertThat(mail.text()).isEmpty();
        assertThat(mail.attachments())
                .extracting(Attachment::toString)
                .containsExactly(
                        "a.zip (application/zip, 4 bytes)",
                        mail.attachments().get(1).toString());
        assertThat(mail.attachments().get(1).text()).isEqualTo("1;2\n3;4");
        assertThat(mail.content().problems())
                .extracting(Problem::id)
                .containsExactly("missingDate", "missingMessageId", "htmlWithoutText");
        assertThat(mail.raw()).isEqualTo(message.getBytes(US_ASCII));
    }

    @Test
    void reportsRepeatedCrsAsOneProblem() {
        String message = String.join("\r\r\n", "Subject: x", "", "one", "Gr\u00fc\u00dfe", "");

        assertThat(TestMail.of(message.getBytes(ISO_8859_1)).transmissionProblems())
                .extracting(Problem::toString)
                .containsExactly(
                        "crBeforeCrlf: CR before CRLF, 4 times, first at byte 10 (RFC 5321, 2.3.8)",
                        "eightBitWithout8bitmime: Byte above 127 without BODY=8BITMIME, 2 times, first at byte 24 (RFC 6152, 3)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\n",
                "Content-Type: image/png\r\n",
                "Content-Type:\r\n image/png\r\n",
                "content-type: application/octet-stream; name=x\r\n"
            })
    void keepsTheBytesOfBinaryParts(String header) {
        String data = "a\rb\r\r\nc\n\r--other\r\r\nd\r";
        CapturedMessage mail = TestMail.of(
                ("Content-Type: multipart/mixed; boundary=b\r\r\n\r\r\n--b\r\r\n\r\r\ntext\rmore\r\r\n--b\r\n" + header
                                + "Content-Disposition: attachment\r\n\r\r\n" + data + "\r\n--b--\r\n")
                        .getBytes(ISO_8859_1));

        assertThat(mail.text()).contains("text\nmore");
        assertThat(mail.attachments())
                .singleElement()
                .extracting(part -> new String(part.bytes(), ISO_8859_1))
                .isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; charset=utf-16|UTF-16LE",
                "text/plain; charset=utf-16|UTF-16BE",
                "text/plain;~ charset=\"ucs-2\"|UTF-16LE",
                "text/plain; charset=ucs-2|UTF-16BE",
                "Text/Plain;~\tformat=fixed;~\tCharset=Unicode|UTF-16LE",
                "text/plain; charset=unicode|UTF-16BE",
                "text/plain; charset*0=utf;~ charset*1=-16le|UTF-16LE",
                "text/plain; charset*=us-ascii''utf%2D16be|UTF-16BE",
                "text/plain; charset=utf-32be|UTF-32BE"
            })
    void keepsTheBytesOfTextWhoseCharactersHaveSeveralBytes(String type, String encoding) {
        // In UTF-16, one of these has the bytes of CR, and another those of LF.
        String text = "Grüße\r\nഉ\u0D0Dഅ\r\n\u0A0Aend";
        byte[] body = ("\uFEFF" + text).getBytes(Charset.forName(encoding));
        String header = "Content-Type: " + type.replace("~", "\r\n") + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        String expected = text.replace("\r\n", "\n");

        assertThat(TestMail.of((header + new String(body, ISO_8859_1)).getBytes(ISO_8859_1))
                        .text())
                .contains(expected);
        assertThat(TestMail.of(("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nfirst\rpart\r\n--b\r\n"
                                        + header + new String(body, ISO_8859_1)
                                        + "\r\n--b\r\n\r\nlast\rpart\r\n--b--\r\n")
                                .getBytes(ISO_8859_1))
                        .text())
                .contains("first\npart\n" + expected + "\nlast\npart");
    }

    @Test
    void ignoresACrInTextOnlyIfItIsPartOfALineEnd() {
        assertThat(TestMail.of("Subject: x\r\n\r\n10%\r20%\r\r30%\r\r\nend\r".getBytes(US_ASCII))
                        .text())
                .contains("10%\n20%\n\n30%\nend\n");
    }
}

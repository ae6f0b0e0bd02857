package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferEncodingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Gr=C3=BC=C3=9Fe|Grüße",
                "Gr=c3=bc=c3=9fe|Grüße",
                "soft=\\r\\nbreak|softbreak",
                "soft= \\t\\r\\nbreak|softbreak",
                "a=\\r\\n=\\r\\nb|ab",
                "trailing \\t\\r\\nblanks|trailing\\nblanks",
                "blank=20\\r\\nkept|blank \\nkept",
                "a=ZZb|a=ZZb",
                "1=2|1=2",
                "end=|end",
                "a_b|a_b"
            })
    void decodesQuotedPrintable(String sent, String read) {
        assertThat(decoded("quoted-printable", unescape(sent))).isEqualTo(unescape(read));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SGVsbG8sIFdvcmxk|Hello, World",
                "SGVsbG8=|Hello",
                "SGVsbA==|Hell",
                "SGVs\\r\\nbG8=\\r\\n|Hello",
                "\\r\\nSGVs\\r\\n\\r\\nbG8=|Hello",
                "S G V s b G 8 =|Hello",
                "S\\r\\nGVsb\\r\\nG8=|Hello",
                "SGVsbG8|Hello",
                "SGVsbA|Hell",
                "SGVsbG8sIFdvcmxkI|Hello, World",
                "!SG*Vs#bG8=|Hello",
                "SGVsbG8=\\r\\n-- \\r\\nfooter of a list|Hello"
            })
    void decodesBase64(String sent, String read) {
        assertThat(decoded("base64", unescape(sent))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASE64", "Base64", " base64 ", "base64 (comment)"})
    void knowsEncodingsInAnyCaseAndWithComments(String encoding) {
        assertThat(decoded(encoding, "SGVsbG8=")).isEqualTo("Hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7bit", "8bit", "binary", "x-unknown", "", "base 64"})
    void keepsTheBodyOfAnUnknownEncoding(String encoding) {
        assertThat(decoded(encoding, "SGVsbG8=")).isEqualTo("SGVsbG8=");
    }

    @Test
    void decodesAttachmentsByteForByte() {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);

        Attachment attachment = TestMail.of(
                        "Content-Type: application/octet-stream",
                        "Content-Transfer-Encoding: base64",
                        "",
                        Base64.getMimeEncoder().encodeToString(bytes))
                .attachments()
                .get(0);

        assertThat(attachment.bytes()).isEqualTo(bytes);
        assertThat(attachment.newInputStream()).hasBinaryContent(bytes);
        assertThat(attachment.size()).isEqualTo(bytes.length);
    }

    @Test
    void returnsTheSha256OfTheDecodedBytes() {
        Attachment attachment = TestMail.of(
                        "Content-Type: application/x", "Content-Transfer-Encoding: base64", "", "YWJj")
                .attachments()
                .get(0);

        assertThat(attachment.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static String decoded(String encoding, String body) {
        byte[] raw = ("Content-Type: application/x; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding
                        + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
        return new String(TestMail.of(raw).attachments().get(0).bytes(), UTF_8).replace("\r\n", "\n");
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replaceAll("\r(?!\n)", "");
    }
}

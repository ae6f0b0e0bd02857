package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.mime.Charsets;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Bytes that are invalid in their charset are still decoded, in headers as well as in bodies. */
class CharsetPropertiesTest {

    private static final List<String> CHARSETS =
            List.copyOf(Charset.availableCharsets().keySet());

    @Test
    void findsEachCharsetOfJava() {
        for (String name : CHARSETS) {
            Charset charset = Charset.forName(name);

            assertThat(Charsets.isKnown(name)).isTrue();
            assertThat(Charsets.isKnown(name.toUpperCase(Locale.ROOT))).isTrue();
            assertThat(charset.aliases()).allMatch(Charsets::isKnown);
        }
    }

    @Test
    void decodesAnyBytesInAnyCharset() {
        Property.tries(500)
                .forAll(Gen.of(CHARSETS), Gen.byteArrays(Gen.bytes(), 0, 60), CharsetPropertiesTest::assertDecodes);
    }

    private static void assertDecodes(String charset, byte[] bytes) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        String base64 = Base64.getEncoder().encodeToString(bytes);
        raw.writeBytes(("Subject: =?" + charset + "?b?" + base64 + "?=\r\nContent-Type: text/plain; charset=" + charset
                        + "\r\nContent-Disposition: inline; filename*=" + charset + "''" + percents(bytes)
                        + "\r\n\r\n")
                .getBytes(US_ASCII));
        raw.writeBytes(bytes);
        CapturedMessage mail = TestMail.of(raw.toByteArray());

        Questions.askAll(mail);

        assertThat(mail.subject()).isPresent();
        assertThat(mail.text()).isPresent();
    }

    private static String percents(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format("%%%02x", b & 0xFF));
        }
        return text.toString();
    }
}

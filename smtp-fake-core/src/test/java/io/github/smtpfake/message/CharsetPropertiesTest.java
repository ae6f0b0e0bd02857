package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.mime.Charsets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Octets that a charset cannot mean are shown somehow, in the text as in the header. */
class CharsetPropertiesTest {

    @Provide
    Arbitrary<String> charsets() {
        return Arbitraries.of(new ArrayList<>(Charset.availableCharsets().keySet()));
    }

    @Property(tries = 300)
    void charsetsAreFoundAsJavaFindsThem(@ForAll @From("charsets") String name) {
        Charset charset = Charset.forName(name);

        assertThat(Charsets.labelled(name)).contains(charset);
        assertThat(Charsets.labelled(name.toUpperCase(Locale.ROOT))).contains(charset);
        for (String alias : charset.aliases()) {
            assertThat(Charsets.labelled(alias)).contains(Charset.forName(alias));
        }
    }

    @Property(tries = 2_000)
    void anyOctetsCanBeShownInAnyCharset(
            @ForAll @From("charsets") String charset, @ForAll @Size(max = 60) byte[] octets) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        String base64 = Base64.getEncoder().encodeToString(octets);
        raw.writeBytes(("Subject: =?" + charset + "?b?" + base64 + "?=\r\nContent-Type: text/plain; charset=" + charset
                        + "\r\nContent-Disposition: inline; filename*=" + charset + "''" + percents(octets)
                        + "\r\n\r\n")
                .getBytes(US_ASCII));
        raw.writeBytes(octets);
        CapturedMessage mail = TestMail.of(raw.toByteArray());

        Questions.askAll(mail);

        assertThat(mail.subject()).isPresent();
        assertThat(mail.text()).isPresent();
    }

    private static String percents(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            text.append(String.format("%%%02x", octet & 0xFF));
        }
        return text.toString();
    }
}

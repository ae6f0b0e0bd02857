package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session keeps parameters exactly as the client sends them. */
class ParametersPropertiesTest {

    private static final Gen<String> KEYWORDS = Gen.strings(
                    Gen.chars('A', 'Z').or(Gen.chars('0', '9').or(Gen.chars("-"))), 1, 20)
            .filter(keyword -> !keyword.startsWith("-"));
    private static final Gen<String> VALUES = Gen.strings(Gen.chars('!', '~').or(Gen.chars('\u00a0', '\ud7ff')), 0, 50)
            .map(value -> value.replace("=", ""));
    private static final int TRIES = 500;

    @Test
    void keepsKeywordsAndValues() {
        Property.tries(TRIES)
                .forAll(Gen.maps(KEYWORDS, VALUES, 8), ParametersPropertiesTest::assertKeepsKeywordsAndValues);
    }

    private static void assertKeepsKeywordsAndValues(Map<String, String> parameters) throws RejectedException {
        StringBuilder sent = new StringBuilder();
        Map<String, String> expected = new LinkedHashMap<>();
        parameters.forEach((keyword, value) -> {
            sent.append(' ').append(expected.size() % 2 == 0 ? keyword : keyword.toLowerCase(Locale.ROOT));
            sent.append(value.isEmpty() ? "" : "=" + value);
            expected.put(keyword, value);
        });

        assertThat(Parameters.parse(sent.toString())).containsExactlyEntriesOf(expected);
    }

    @Test
    void acceptsAnyBytesAsXtext() {
        Property.tries(TRIES)
                .forAll(Gen.byteArrays(Gen.bytes(), 1, 33), ParametersPropertiesTest::assertAcceptsAsXtext);
    }

    private static void assertAcceptsAsXtext(byte[] bytes) {
        String xtext = xtext(bytes);
        Dialogue dialogue = Dialogue.greeted()
                .expect("250", "MAIL FROM:<a@example.org> ENVID=" + xtext + " AUTH=" + xtext)
                .expect("250", "RCPT TO:<b@example.org> ORCPT=rfc822;" + xtext);

        Envelope envelope = dialogue.recorded().openTransaction().orElseThrow();

        assertThat(bytes(envelope.parameters().get("ENVID"))).isEqualTo(bytes);
        assertThat(bytes(envelope.parameters().get("AUTH"))).isEqualTo(bytes);
        assertThat(envelope.recipientParameters())
                .containsExactly(Map.entry("b@example.org", List.of(Map.of("ORCPT", "rfc822;" + xtext))));
    }

    @Test
    void rejectsInvalidXtext() {
        Property.tries(TRIES)
                .forAll(Gen.byteArrays(Gen.bytes(), 1, 20), ParametersPropertiesTest::assertRejectsInvalidXtext);
    }

    private static void assertRejectsInvalidXtext(byte[] bytes) {
        String xtext = xtext(bytes);

        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> ENVID=" + xtext + "+4"))
                .startsWith("501 5.5.4 ");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> ENVID=+4G" + xtext))
                .startsWith("501 5.5.4 ");
    }

    /** RFC 3461, 4, from the client's side. */
    private static String xtext(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b > ' ' && b < 127 && b != '+' && b != '=') {
                text.append((char) b);
            } else {
                text.append(String.format("+%02X", b & 0xFF));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String xtext) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < xtext.length(); i++) {
            if (xtext.charAt(i) == '+') {
                bytes.write(Integer.parseInt(xtext.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(xtext.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What a client says in parameters is kept as it said it. */
class ParametersPropertiesTest {

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        Arbitrary<String> keywords = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .numeric()
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(keyword -> !keyword.startsWith("-"));
        Arbitrary<String> values = Arbitraries.strings()
                .withCharRange('!', '~')
                .withCharRange('\u00a0', '\ud7ff')
                .ofMaxLength(50)
                .map(value -> value.replace("=", ""));
        return Arbitraries.maps(keywords, values).ofMaxSize(8);
    }

    @Property(tries = 500)
    void parametersAreReadAsTheyWereSent(@ForAll @From("parameters") Map<String, String> parameters)
            throws RefusedException {
        StringBuilder sent = new StringBuilder();
        Map<String, String> expected = new LinkedHashMap<>();
        parameters.forEach((keyword, value) -> {
            sent.append(' ').append(expected.size() % 2 == 0 ? keyword : keyword.toLowerCase(Locale.ROOT));
            sent.append(value.isEmpty() ? "" : "=" + value);
            expected.put(keyword, value);
        });

        assertThat(Parameters.parse(sent.toString())).containsExactlyEntriesOf(expected);
    }

    @Property(tries = 500)
    void anyOctetsTravelAsXtext(@ForAll @Size(min = 1, max = 33) byte[] octets) {
        String xtext = xtext(octets);
        Dialogue dialogue = Dialogue.greeted()
                .expect("250", "MAIL FROM:<a@example.org> ENVID=" + xtext + " AUTH=" + xtext)
                .expect("250", "RCPT TO:<b@example.org> ORCPT=rfc822;" + xtext);

        Envelope envelope = dialogue.recorded().openTransaction().orElseThrow();

        assertThat(octets(envelope.parameters().get("ENVID"))).isEqualTo(octets);
        assertThat(octets(envelope.parameters().get("AUTH"))).isEqualTo(octets);
        assertThat(envelope.recipientParameters().get("b@example.org")).containsEntry("ORCPT", "rfc822;" + xtext);
    }

    @Property(tries = 500)
    void brokenXtextIsRefused(@ForAll @Size(min = 1, max = 20) byte[] octets) {
        String xtext = xtext(octets);

        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> ENVID=" + xtext + "+4"))
                .startsWith("501 5.5.4 ");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> ENVID=+4G" + xtext))
                .startsWith("501 5.5.4 ");
    }

    /** RFC 3461, 4, from the client's side. */
    private static String xtext(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            if (octet > ' ' && octet < 127 && octet != '+' && octet != '=') {
                text.append((char) octet);
            } else {
                text.append(String.format("+%02X", octet & 0xFF));
            }
        }
        return text.toString();
    }

    private static byte[] octets(String xtext) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < xtext.length(); i++) {
            if (xtext.charAt(i) == '+') {
                octets.write(Integer.parseInt(xtext.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.write(xtext.charAt(i));
            }
        }
        return octets.toByteArray();
    }
}

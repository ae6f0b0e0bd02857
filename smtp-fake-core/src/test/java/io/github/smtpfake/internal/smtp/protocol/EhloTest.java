package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.TranscriptLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EhloTest {

    @Test
    void sendsItsNameInTheGreeting() {
        assertThat(Dialogue.open().greeting()).startsWith("220 mail.example.org ESMTP");
    }

    @Test
    void offersTheEnabledExtensions() {
        assertThat(Dialogue.open().say("EHLO client.example.org").lines())
                .startsWith("250-mail.example.org")
                .contains(
                        "250-PIPELINING",
                        "250-SIZE " + Limits.defaults().messageSize(),
                        "250-8BITMIME",
                        "250-SMTPUTF8",
                        "250-ENHANCEDSTATUSCODES");
    }

    @Test
    void followsTheGrammarOfTheReply() {
        List<String> lines =
                Dialogue.open().say("EHLO client.example.org").lines().toList();

        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.startsWith("250-"));
        assertThat(lines.get(lines.size() - 1)).startsWith("250 ");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.substring(4).matches("[A-Za-z0-9][A-Za-z0-9-]*( [!-~]+)*"));
        assertThat(lines.stream().map(line -> line.substring(4).split(" ")[0])).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(SmtpExtension.class)
    void doesNotOfferADisabledExtension(SmtpExtension extension) {
        assertThat(Dialogue.disable(extension).say("EHLO client.example.org"))
                .startsWith("250")
                .doesNotContain(extension.keyword());
    }

    @Test
    void doesNotOfferExtensionsThatNeedADisabledOne() {
        Dialogue dialogue = Dialogue.disable(SmtpExtension.EIGHT_BIT_MIME);

        assertThat(dialogue.say("EHLO client.example.org")).doesNotContain("SMTPUTF8", "BINARYMIME");
        assertThat(dialogue.say("MAIL FROM:<a@example.org> SMTPUTF8")).startsWith("555 5.5.4 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org> BODY=BINARYMIME")).startsWith("555 5.5.4 ");
    }

    @Test
    void answersHeloInOneLine() {
        assertThat(Dialogue.open().say("HELO client.example.org")).isEqualTo("250 mail.example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "my_host", "[127.0.0.1]", "[IPv6:::1]", "host.example.org", "MÜLLER", "x y", "-"})
    void acceptsAnyName(String name) {
        Dialogue dialogue = Dialogue.open();

        assertThat(dialogue.say("EHLO " + name)).startsWith("250");
        assertThat(dialogue.recorded().info().helo()).contains(name);
    }

    /** As some clients send the name of their machine. */
    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "helo"})
    void acceptsANameThatIsNotUtf8(String verb) {
        Dialogue dialogue = Dialogue.open();

        assertThat(dialogue.send((verb + " J\u00fcrgen-PC\r\n").getBytes(ISO_8859_1)))
                .startsWith("250");
        dialogue.expect("250", "MAIL FROM:<a@example.org>").expect("250", "RCPT TO:<b@example.org>");
        assertThat(dialogue.expect("354", "DATA").say("A: b", ".")).startsWith("250 2.0.0 OK");

        assertThat(dialogue.message().session().helo()).contains("J\\xFCrgen-PC");
        assertThat(dialogue.recorded().problems()).extracting(Problem::id).containsExactly("nonAsciiEhlo");
        assertThat(dialogue.recorded().transcript())
                .extracting(TranscriptLine::toString)
                .contains("C: " + verb + " J\\xFCrgen-PC");
    }

    /** RFC 6531, 3.7.1. */
    @Test
    void reportsANameThatIsNotAsciiOncePerSession() {
        Dialogue dialogue = Dialogue.open()
                .expect("250", "EHLO m\u00fcnchen.example")
                .expect("250", "EHLO m\u00fcnchen.example")
                .expect("250", "EHLO client.example.org");

        assertThat(dialogue.recorded().problems()).extracting(Problem::id).containsExactly("nonAsciiEhlo");
    }

    @Test
    void rejectsANameThatIsNotAsciiIfTheServerIsStrict() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict());

        assertThat(dialogue.say("EHLO m\u00fcnchen.example")).isEqualTo("501 EHLO and HELO require a domain in ASCII");
        assertThat(dialogue.send("EHLO J\u00fcrgen-PC\r\n".getBytes(ISO_8859_1)))
                .isEqualTo("501 EHLO and HELO require a domain in ASCII");
        assertThat(dialogue.recorded().info().helo()).isEmpty();
        assertThat(dialogue.say("EHLO client.example.org")).startsWith("250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "HELO", "EHLO ", "ehlo\t"})
    void rejectsEhloWithoutAName(String line) {
        Dialogue dialogue = Dialogue.open();

        // RFC 2034, 4: no enhanced status code in a response to EHLO or HELO.
        assertThat(dialogue.say(line)).isEqualTo("501 EHLO and HELO require a domain or an address literal");
        assertThat(dialogue.say("MAIL FROM:<app@example.org>")).startsWith("503 5.5.1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO a\rb", "HELO a\0", "EHLO \7", "EHLO a\u0085b"})
    void rejectsANameWithControlCharacters(String line) {
        Dialogue dialogue = Dialogue.open();

        assertThat(dialogue.say(line)).isEqualTo("501 Control character in the domain");
        assertThat(dialogue.recorded().info().helo()).isEmpty();
        assertThat(dialogue.say("MAIL FROM:<app@example.org>")).startsWith("503 5.5.1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ehlo client", "eHlO client", "EHLO   client  ", "EHLO\tclient"})
    void acceptsAnyCaseAndWhiteSpace(String line) {
        Dialogue dialogue = Dialogue.open();

        assertThat(dialogue.say(line)).startsWith("250");
        assertThat(dialogue.recorded().info().helo()).contains("client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO again.example.org", "HELO again.example.org"})
    void endsTheTransactionLikeRset(String hello) {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say(hello)).startsWith("250");
        assertThat(dialogue.recorded().openTransaction()).isEmpty();
        assertThat(dialogue.say("DATA")).startsWith("503 5.5.1 ");
        assertThat(dialogue.say("MAIL FROM:<app@example.org>")).startsWith("250 ");
    }

    @Test
    void keepsTheTransactionIfTheNameIsMissing() {
        assertThat(Dialogue.rcptGiven().expect("501", "EHLO").say("DATA")).startsWith("354 ");
    }
}

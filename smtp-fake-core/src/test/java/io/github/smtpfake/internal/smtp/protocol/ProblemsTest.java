package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is against an RFC: recorded by default, refused by a strict server. */
class ProblemsTest {
    private static Dialogue ready(TestProfile profile) {
        return Dialogue.with(profile)
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org>")
                .expect("250", "RCPT TO:<b@example.org>");
    }

    private static String unescaped(String text) {
        return text.replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<NUL>", "\0")
                .replace("<E4>", "\u00e4");
    }

    private static String sendText(Dialogue dialogue, String text) {
        return dialogue.expect("354", "DATA").send((text + "\r\n.\r\n").getBytes(ISO_8859_1));
    }

    private static List<String> ids(List<Problem> problems) {
        return problems.stream().map(Problem::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "A: b<LF>c,                        bareLf",
        "A: b<CR>c,                        bareCr",
        "A: b<CR><CR><LF>c,                crBeforeCrlf",
        "A: b<NUL>c,                       nul",
        "A: b<CR><LF><CR><LF>.text,        unstuffedDot",
        "A: b<CR><LF><CR><LF>t<E4>xt,      eightBitWithout8bitmime",
        "A: <E4>,                          nonAsciiHeaderWithoutSmtputf8",
        "A: b<LF>.<LF>c,                   looksLikeSmuggling",
        "A: b<LF>.<CR><LF>c,               looksLikeSmuggling",
        "A: b<CR><LF>.<LF>c,               looksLikeSmuggling",
        "A: b<CR>.<CR>c,                   looksLikeSmuggling",
        "A: b<CR>.<CR><LF>c,               looksLikeSmuggling",
        "A: b<CR><LF>.<CR>c,               looksLikeSmuggling",
        "A: b<CR><CR><LF>.<CR><CR><LF>c,   looksLikeSmuggling",
        "A: b<CR><LF>.<NUL><CR><LF>c,      looksLikeSmuggling",
    })
    void inATextAreRecordedOnTheMessageAndRefusedByAStrictServer(String text, String id) {
        Dialogue lenient = ready(new TestProfile());
        assertThat(sendText(lenient, unescaped(text))).contains("queued as");
        assertThat(ids(lenient.message().transmissionProblems())).contains(id);
        assertThat(lenient.message().transmissionProblems())
                .allSatisfy(problem -> assertThat(problem.reference()).startsWith("RFC "));

        Dialogue strict = ready(new TestProfile().strict());
        assertThat(sendText(strict, unescaped(text))).startsWith("550 5.5.2 ").doesNotContain("queued as");
        assertThat(strict.messages()).isEmpty();
        assertThat(strict.recorded().problems()).hasSize(1);
        assertThat(strict.say("NOOP")).startsWith("250");
    }

    @Test
    void aLineMayHave998Octets() {
        Dialogue dialogue = ready(new TestProfile().strict());
        assertThat(sendText(dialogue, "A: b\r\n\r\n" + "x".repeat(998))).contains("queued as");

        Dialogue longer = ready(new TestProfile());
        assertThat(sendText(longer, "A: b\r\n\r\n" + "x".repeat(999))).contains("queued as");
        assertThat(ids(longer.message().transmissionProblems())).containsExactly("longLine");
        assertThat(longer.message().transmissionProblems().get(0).detail()).contains("at byte 8");
    }

    @Test
    void aProperMessageHasNone() {
        Dialogue dialogue = ready(new TestProfile().strict());

        assertThat(sendText(dialogue, "A: b\r\n\r\n..dot\r\n\ttext ")).contains("queued as");
        assertThat(dialogue.message().transmissionProblems()).isEmpty();
        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: b\r\n\r\na\r\n..\r\nb", "..", "A: b\r\n\r\n..\r\n..\r\n.."})
    void aLineOfADotAloneIsNoneWhereItWasDoubled(String text) {
        Dialogue dialogue = ready(new TestProfile().strict());

        assertThat(sendText(dialogue, text)).contains("queued as");
        assertThat(dialogue.message().transmissionProblems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: b\n.\r\n", "A: b\r\n.\n", "A: b\r\n.\r\r\n", "A: b\r\n.\0\r\n", "A: b\r.\r\n"})
    void aLineOfADotAloneInAChunkIsOneWhereALineEndIsNotCrLf(String text) {
        Dialogue dialogue = ready(new TestProfile());
        dialogue.send(("BDAT " + text.length() + " LAST\r\n" + text).getBytes(ISO_8859_1));

        assertThat(ids(dialogue.message().transmissionProblems())).contains("looksLikeSmuggling");
    }

    @Test
    void announcedOctetsAbove127AreNone() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict())
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org> BODY=8BITMIME SMTPUTF8")
                .expect("250", "RCPT TO:<b@example.org>");

        assertThat(sendText(dialogue, "A: \u00e4\r\n\r\n\u00e4")).contains("queued as");
        assertThat(dialogue.message().transmissionProblems()).isEmpty();
    }

    @Test
    void commandsThatEndWithLfAloneAreTakenAndRecorded() {
        Dialogue lenient = Dialogue.greeted();
        assertThat(lenient.send("NOOP\n".getBytes(ISO_8859_1))).startsWith("250");
        assertThat(ids(lenient.recorded().problems())).containsExactly("bareLf");

        Dialogue strict = Dialogue.with(new TestProfile().strict());
        assertThat(strict.send("NOOP\n".getBytes(ISO_8859_1))).startsWith("500 5.5.2 ");
    }

    @Test
    void responsesOfAuthThatEndWithLfAloneAreTakenAndRecorded() {
        byte[] cancel = "*\n".getBytes(ISO_8859_1);
        Dialogue lenient = Dialogue.greeted().expect("334", "AUTH LOGIN");
        assertThat(lenient.send(cancel)).startsWith("501 5.7.0 ");
        assertThat(ids(lenient.recorded().problems())).containsExactly("bareLf");

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo().expect("334", "AUTH LOGIN");
        assertThat(strict.send(cancel)).startsWith("500 5.5.2 ");
        assertThat(strict.say("NOOP")).startsWith("250 ");
    }

    @Test
    void aBlankBeforeThePathIsTakenAndRecorded() {
        Dialogue lenient = Dialogue.greeted();
        assertThat(lenient.say("MAIL FROM: <a@example.org>")).startsWith("250");
        assertThat(ids(lenient.recorded().problems())).containsExactly("blankBeforePath");

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo();
        assertThat(strict.say("MAIL FROM: <a@example.org>")).startsWith("501 5.5.4 ");
    }

    @Test
    void anAddressThatIsNotAsciiIsTakenAndRecorded() {
        Dialogue lenient = Dialogue.greeted();
        assertThat(lenient.say("MAIL FROM:<dörte@example.org>")).startsWith("250");
        assertThat(ids(lenient.recorded().problems())).containsExactly("nonAsciiAddressWithoutSMTPUTF8");

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo();
        assertThat(strict.say("MAIL FROM:<dörte@example.org>")).startsWith("553 5.6.7 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT TO:<a@example.org>", "DATA"})
    void commandsOutOfOrderAreRecorded(String command) {
        Dialogue dialogue = Dialogue.greeted().expect("503", command);

        assertThat(ids(dialogue.recorded().problems())).containsExactly("commandOutOfOrder");
    }

    @Test
    void mailBeforeEhloIsTakenAndRecordedWhereItIsTolerated() {
        Dialogue dialogue = Dialogue.with(new TestProfile().tolerating(Leniency.MAIL_BEFORE_EHLO))
                .expect("250", "MAIL FROM:<a@example.org>")
                .expect("250", "RCPT TO:<b@example.org>");

        assertThat(sendText(dialogue, "A: b")).contains("queued as");
        assertThat(ids(dialogue.recorded().problems())).containsExactly("missingEhlo");
    }

    @ParameterizedTest
    @CsvSource({
        "FOO,                                     unknownCommand",
        "QUIT now,                                malformedCommand",
        "EHLO,                                    malformedCommand",
        "EHLO a\u0007b,                           malformedCommand",
        "VRFY,                                    malformedCommand",
        "MAIL TO:<a@example.org>,                 malformedCommand",
        "MAIL FROM:<a@example.org> RET=NONE,      malformedCommand",
        "MAIL FROM:<a@example.org> SIZE=1 SIZE=1, malformedCommand",
        "MAIL FROM:<a@@example.org>,              malformedAddress",
        "MAIL FROM:<a@example.org> FOO=1,         unknownParameter",
        "BDAT x,                                  malformedCommand",
        "AUTH,                                    malformedCommand",
        "AUTH PLAIN !,                            malformedResponse",
        "AUTH PLAIN QUJD,                         malformedResponse",
    })
    void commandsThatAreRefusedAreRecorded(String command, String id) {
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.say(command)).startsWith("5");
        assertThat(ids(dialogue.recorded().problems())).containsExactly(id);
        assertThat(dialogue.recorded().problems().get(0).reference()).startsWith("RFC ");
    }

    @ParameterizedTest
    @CsvSource({"65, 10, longLocalPart", "1, 256, longDomain"})
    void addressesThatAreLongerThanAllServersTakeAreRecorded(int localPart, int domain, String id) {
        String mail = "MAIL FROM:<" + "a".repeat(localPart) + "@" + "b".repeat(domain) + ">";
        Dialogue lenient = Dialogue.greeted();
        assertThat(lenient.say(mail)).startsWith("250");
        assertThat(ids(lenient.recorded().problems())).containsExactly(id);

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo();
        assertThat(strict.say(mail)).startsWith("501 5.1.7 ");
        assertThat(strict.say(mail.replace("aa", "a").replace("bb", "b"))).startsWith("250");
    }

    @Test
    void aLocalPartOf64OctetsAndADomainOf255AreNone() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict()).ehlo();

        assertThat(dialogue.say("MAIL FROM:<" + "a".repeat(64) + "@" + "b".repeat(255) + ">"))
                .startsWith("250");
        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP ", "HELO ", "VRFY "})
    void commandsOfMoreThan512OctetsAreTakenAndRecorded(String verb) {
        String longest = verb + "x".repeat(510 - verb.length());
        Dialogue lenient = Dialogue.greeted();
        assertThat(lenient.say(longest)).startsWith("25");
        assertThat(lenient.recorded().problems()).isEmpty();
        assertThat(lenient.say(longest + "x")).startsWith("25");
        assertThat(lenient.say(longest + "y")).startsWith("25");
        assertThat(ids(lenient.recorded().problems())).containsExactly("longCommand");

        Dialogue strict = Dialogue.with(new TestProfile().strict()).ehlo();
        assertThat(strict.say(longest)).startsWith("25");
        assertThat(strict.say(longest + "x")).startsWith("500 5.5.2 ");
    }

    @Test
    void parametersMayMakeACommandLonger() {
        Dialogue dialogue = Dialogue.with(new TestProfile().strict())
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org> AUTH=" + "x".repeat(500))
                .expect("250", "RCPT TO:<b@example.org> ORCPT=rfc822;" + "x".repeat(480));

        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    @Test
    void mailBeforeEhloIsRecorded() {
        Dialogue dialogue = Dialogue.open().expect("503", "MAIL FROM:<a@example.org>");

        assertThat(ids(dialogue.recorded().problems())).containsExactly("missingEhlo");
    }
}

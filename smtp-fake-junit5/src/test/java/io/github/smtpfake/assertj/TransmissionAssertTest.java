package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Assertions on how a message was transmitted, on links, codes, charset and names of attachments. */
class TransmissionAssertTest {
    private static final SessionInfo SESSION = SessionInfo.of("session", Instant.EPOCH, "127.0.0.1:5000")
            .withTls(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384"))
            .withHelo("app.example.org")
            .withAuthentication(new Authentication("app", "PLAIN"));

    private static final CapturedMessage MAIL = mail(
            SESSION,
            "From: app@example.org",
            "To: ada@example.org",
            "Message-ID: <1@app>",
            "Date: Mon, 23 Nov 2026 10:00:00 +0000",
            "Subject: =?utf-8?q?W=C3=ABlcome?=",
            "X-Tag: one",
            "X-Tag: two",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "Your code is 482913: https://example.org/confirm");

    private static final CapturedMessage BARE =
            mail(SessionInfo.of("session", Instant.EPOCH, "127.0.0.1:5000"), "Bcc: bob@example.org", "", "bare\nline");

    private static CapturedMessage mail(SessionInfo session, String... lines) {
        byte[] raw = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
        Envelope envelope = Envelope.of("app@example.org", List.of("ada@example.org", "bob@example.org"));
        return new CapturedMessage("id", Instant.EPOCH, envelope, session, raw);
    }

    private interface Assertion {
        void on(CapturedMessageAssert message);
    }

    private static Arguments fails(CapturedMessage message, String description, Assertion assertion) {
        return Arguments.of(message, description, assertion);
    }

    @Test
    void passesForWhatTheMessageHas() {
        assertThat(MAIL)
                .hasEnvelopeRecipient("BOB@example.org")
                .hasBcc("bob@example.org")
                .doesNotLeakBcc()
                .isEncrypted()
                .hasTlsProtocol("TLSv1.3")
                .hasUser("app")
                .hasHelo("app.example.org")
                .hasSize(MAIL.size())
                .hasSizeLessThan(MAIL.size() + 1)
                .hasNoViolations()
                .hasMessageId("1@app")
                .hasRawHeader("Subject", "=?utf-8?q?W=C3=ABlcome?=")
                .hasHeaders("x-tag", "one", "two")
                .hasText("Your code is 482913: https://example.org/confirm")
                .hasCharset("UTF-8")
                .hasLink("https://example.org/confirm")
                .hasCode("482913")
                .hasNoHtml()
                .hasAttachments()
                .hasAttachmentCount(0)
                .text(text -> text.startsWith("Your"))
                .subject(subject -> subject.isEqualTo("Wëlcome"))
                .text()
                .contains("code")
                .returnToMessage()
                .attachments()
                .isEmpty();
        assertThat(BARE).isNotEncrypted().hasNoUser().hasProblem("bareLf");
        assertThat(Mails.welcome())
                .hasNoBcc()
                .hasAttachments("list.csv")
                .hasAttachmentCount(1)
                .attachment(
                        "list.csv",
                        csv -> csv.hasFileName("list.csv")
                                .isNotInline()
                                .hasSize(3)
                                .hasSha256("5719af18823567701f70e9f302f75d96e574215493286286a57b0a4959672283"));
        assertThat(Mails.mail("Content-Type: text/html", "", "<p>x</p>")).hasNoText();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                fails(
                        MAIL,
                        "to have envelope recipient\n  eve@example.org\nbut had\n  [ada@example.org, bob@example.org]",
                        message -> message.hasEnvelopeRecipient("eve@example.org")),
                fails(
                        MAIL,
                        "to have envelope recipients that no header names (Bcc)\n  []\nbut had\n  [bob@example.org]\n"
                                + "not expected\n  [bob@example.org]",
                        CapturedMessageAssert::hasNoBcc),
                fails(
                        BARE,
                        "to have no Bcc header\nbut had\n  [bob@example.org]",
                        CapturedMessageAssert::doesNotLeakBcc),
                fails(BARE, "to have come by TLS\nbut it came unencrypted", CapturedMessageAssert::isEncrypted),
                fails(MAIL, "to have come unencrypted\nbut it came by TLSv1.3", CapturedMessageAssert::isNotEncrypted),
                fails(
                        MAIL,
                        "to have TLS protocol\n  \"TLSv1.2\"\nbut had\n  \"TLSv1.3\"",
                        message -> message.hasTlsProtocol("TLSv1.2")),
                fails(BARE, "to have user\n  \"app\"\nbut had none", message -> message.hasUser("app")),
                fails(MAIL, "to have no user\nbut had\n  \"app\"", CapturedMessageAssert::hasNoUser),
                fails(
                        MAIL,
                        "to have EHLO name\n  \"x\"\nbut had\n  \"app.example.org\"",
                        message -> message.hasHelo("x")),
                fails(MAIL, "to have size\n  7 octets\nbut had " + MAIL.size(), message -> message.hasSize(7)),
                fails(
                        MAIL,
                        "to have size less than\n  7 octets\nbut had " + MAIL.size(),
                        message -> message.hasSizeLessThan(7)),
                fails(BARE, "to have no problems\nbut had\n  bareLf: ", CapturedMessageAssert::hasNoProblems),
                fails(
                        BARE,
                        "to have no violations of an RFC\nbut had\n  bareLf: ",
                        CapturedMessageAssert::hasNoViolations),
                fails(BARE, "to have problem\n  x\nbut had\n  bareLf: ", message -> message.hasProblem("x")),
                fails(
                        MAIL,
                        "to have Message-ID\n  \"2@app\"\nbut had\n  \"1@app\"",
                        message -> message.hasMessageId("2@app")),
                fails(
                        MAIL,
                        "to have raw header Subject\n  \"Wëlcome\"\nbut had [\"=?utf-8?q?W=C3=ABlcome?=\"]",
                        message -> message.hasRawHeader("Subject", "Wëlcome")),
                fails(
                        MAIL,
                        "to have headers X-Tag\n  [two, one]\nbut had\n  [one, two]",
                        message -> message.hasHeaders("X-Tag", "two", "one")),
                fails(BARE, "to have text\n  \"x\"\nbut had\n  \"bare\nline\"", message -> message.hasText("x")),
                fails(BARE, "to have no text\nbut had\n  \"bare", CapturedMessageAssert::hasNoText),
                fails(
                        Mails.welcome(),
                        "to have no HTML\nbut had\n  \"<p>Hello <b>Ada</b></p>",
                        CapturedMessageAssert::hasNoHtml),
                fails(
                        MAIL,
                        "to have charset\n  \"iso-8859-1\"\nbut had\n  \"utf-8\"",
                        message -> message.hasCharset("iso-8859-1")),
                fails(BARE, "to have charset\n  \"utf-8\"\nbut had none", message -> message.hasCharset("utf-8")),
                fails(
                        MAIL,
                        "to have link to\n  https://example.org/\nbut had\n  https://example.org/confirm",
                        message -> message.hasLink("https://example.org/")),
                fails(MAIL, "to have code\n  111111\nbut had\n  482913", message -> message.hasCode("111111")),
                fails(BARE, "to have code\n  111111\nbut had none", message -> message.hasCode("111111")),
                fails(
                        Mails.welcome(),
                        "to have attachments\n  2\nbut had list.csv (text/csv, 3 bytes)",
                        message -> message.hasAttachmentCount(2)),
                fails(
                        Mails.welcome(),
                        "to have attachments\n  [a.txt, b.txt]\nbut had list.csv (text/csv, 3 bytes)",
                        message -> message.hasAttachments("b.txt", "a.txt")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhatTheMessageHasInstead(CapturedMessage message, String description, Assertion assertion) {
        assertThatThrownBy(() -> assertion.on(assertThat(message)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expecting message\n  " + message + "\n" + description);
    }

    @Test
    void tellsWhyACharacterCannotBeThere() {
        CapturedMessage ascii = Mails.mail("Content-Type: text/plain; charset=us-ascii", "", "Gr??e");
        CapturedMessage unknown = Mails.mail("Content-Type: text/plain; charset=x-none", "", "Gr??e");
        CapturedMessage other = Mails.mail("Content-Type: text/plain; charset=utf-8", "", "Gr??e");

        assertThatThrownBy(() -> assertThat(ascii).hasTextContaining("Grüße"))
                .hasMessageEndingWith("\nIt declares charset us-ascii, which cannot have all of these characters");
        assertThatThrownBy(() -> assertThat(unknown).hasTextContaining("Grüße"))
                .hasMessageEndingWith("Java knows no charset x-none, which it declares");
        assertThatThrownBy(() -> assertThat(other).hasTextContaining("Grüße")).hasMessageEndingWith("\"Gr??e\"");
    }

    @Test
    void describesAPartByItsMessageAndAsTheUserCallsIt() {
        assertThatThrownBy(() -> assertThat(MAIL).as("welcome mail").subject().isEqualTo("x"))
                .hasMessageStartingWith("[welcome mail: subject of \"Wëlcome\" <app@example.org> -> ");
        assertThatThrownBy(() -> assertThat(MAIL).as("welcome mail").hasUser("x"))
                .hasMessageStartingWith("[welcome mail] Expecting message");
        assertThatThrownBy(() -> assertThat(BARE).subject()).hasMessageEndingWith("to have subject\nbut had none");
    }
}

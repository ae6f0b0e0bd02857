package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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

/** Tests assertions on how a message was transmitted, and on its links, codes, charset and attachment names. */
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
    void passesForAMatchingMessage() {
        assertThat(MAIL)
                .hasRecipient("BOB@example.org")
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
                        "Expected envelope recipient eve@example.org, but found:\n  ada@example.org\n  bob@example.org\n",
                        message -> message.hasRecipient("eve@example.org")),
                fails(
                        MAIL,
                        "Expected no Bcc recipients, but found [bob@example.org].\nUnexpected: bob@example.org\n"
                                + "bob@example.org is a recipient in the envelope that no header names. If a Bcc is intended,"
                                + " expect it in hasBcc; otherwise add the address to To or Cc.\n",
                        CapturedMessageAssert::hasNoBcc),
                fails(
                        BARE,
                        "Expected no Bcc header, but found:\n  bob@example.org\n",
                        CapturedMessageAssert::doesNotLeakBcc),
                fails(
                        BARE,
                        "Expected an encrypted connection, but the message arrived in plain text.\n",
                        CapturedMessageAssert::isEncrypted),
                fails(
                        MAIL,
                        "Expected an unencrypted connection, but it used TLSv1.3.\n",
                        CapturedMessageAssert::isNotEncrypted),
                fails(
                        MAIL,
                        "Expected TLS protocol \"TLSv1.2\", but it was \"TLSv1.3\".\n",
                        message -> message.hasTlsProtocol("TLSv1.2")),
                fails(BARE, "Expected user \"app\", but there was none.\n", message -> message.hasUser("app")),
                fails(MAIL, "Expected no user, but it was \"app\".\n", CapturedMessageAssert::hasNoUser),
                fails(
                        MAIL,
                        "Expected EHLO name \"x\", but it was \"app.example.org\".\n",
                        message -> message.hasHelo("x")),
                fails(
                        MAIL,
                        "Expected size 7 bytes, but it was " + MAIL.size() + " bytes.\n",
                        message -> message.hasSize(7)),
                fails(
                        MAIL,
                        "Expected size less than 7 bytes, but it was " + MAIL.size() + " bytes.\n",
                        message -> message.hasSizeLessThan(7)),
                fails(BARE, "Expected no problems, but found:\n  bareLf: ", CapturedMessageAssert::hasNoProblems),
                fails(
                        BARE,
                        "Expected no violations of an RFC, but found:\n  bareLf: ",
                        CapturedMessageAssert::hasNoViolations),
                fails(BARE, "Expected problem x, but found:\n  bareLf: ", message -> message.hasProblem("x")),
                fails(
                        MAIL,
                        "Expected Message-ID \"2@app\", but it was \"1@app\".\n",
                        message -> message.hasMessageId("2@app")),
                fails(
                        MAIL,
                        "Expected raw header Subject \"Wëlcome\", but it was \"=?utf-8?q?W=C3=ABlcome?=\".\n",
                        message -> message.hasRawHeader("Subject", "Wëlcome")),
                fails(
                        MAIL,
                        "Expected headers X-Tag [two, one], but found [one, two].\n",
                        message -> message.hasHeaders("X-Tag", "two", "one")),
                fails(BARE, "Expected text\n  \"x\"\nbut it was\n  \"bare\nline\"\n", message -> message.hasText("x")),
                fails(BARE, "Expected no text, but found\n  \"bare", CapturedMessageAssert::hasNoText),
                fails(
                        Mails.welcome(),
                        "Expected no HTML, but found\n  \"<p>Hello <b>Ada</b></p>",
                        CapturedMessageAssert::hasNoHtml),
                fails(
                        MAIL,
                        "Expected charset \"iso-8859-1\", but it was \"utf-8\".\n",
                        message -> message.hasCharset("iso-8859-1")),
                fails(
                        BARE,
                        "Expected charset \"utf-8\", but there was none.\n",
                        message -> message.hasCharset("utf-8")),
                fails(
                        MAIL,
                        "Expected link to https://example.org/, but found:\n  https://example.org/confirm",
                        message -> message.hasLink("https://example.org/")),
                fails(MAIL, "Expected code 111111, but found:\n  482913\n", message -> message.hasCode("111111")),
                fails(BARE, "Expected code 111111, but there was none.\n", message -> message.hasCode("111111")),
                fails(
                        Mails.welcome(),
                        "Expected 2 attachments, but found:\n  list.csv (text/csv, 3 bytes)\n",
                        message -> message.hasAttachmentCount(2)),
                fails(
                        Mails.welcome(),
                        "Expected attachments [a.txt, b.txt], but found:\n  list.csv (text/csv, 3 bytes)\n",
                        message -> message.hasAttachments("b.txt", "a.txt")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void showsTheActualValue(CapturedMessage message, String description, Assertion assertion) {
        assertThatThrownBy(() -> assertion.on(assertThat(message)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(description)
                .hasMessageEndingWith("\nMessage: " + message);
    }

    @Test
    void showsThatTheCharsetIsTheReasonForAMissingText() {
        CapturedMessage ascii = Mails.mail("Content-Type: text/plain; charset=us-ascii", "", "Gr??e");
        CapturedMessage unknown = Mails.mail("Content-Type: text/plain; charset=x-none", "", "Gr??e");
        CapturedMessage other = Mails.mail("Content-Type: text/plain; charset=utf-8", "", "Gr??e");

        assertThatThrownBy(() -> assertThat(ascii).hasTextContaining("Grüße"))
                .hasMessageContaining("\nThe message declares charset us-ascii, which cannot encode this text.\n");
        assertThatThrownBy(() -> assertThat(unknown).hasTextContaining("Grüße"))
                .hasMessageContaining("\nThe message declares charset x-none, which Java does not support.\n");
        assertThatThrownBy(() -> assertThat(other).hasTextContaining("Grüße"))
                .hasMessageContaining(
                        "but it was \"Gr??e\".\nA question mark is in place of each character that is not ASCII: ")
                .hasMessageContaining(
                        "\nCheck where the application encodes this text, and encode it as UTF-8.\nMessage: ");
    }

    @Test
    void showsWhyTextsDiffer() {
        CapturedMessage mail = Mails.mail(
                "Subject: 100=?utf-8?q?=C2=A0?=EUR", "Content-Type: text/html; charset=utf-8", "", "<p>Don\u2019t</p>");

        assertThatThrownBy(() -> assertThat(mail).html().hasTextContaining("Don't"))
                .hasMessageContaining("\nOnly quotes differ: expected \"Don't\", found \"Don\\u2019t\".\n");
        assertThatThrownBy(() -> assertThat(mail).hasHtmlContaining("<p>Don't"))
                .hasMessageContaining("\nOnly quotes differ: ");
        assertThatThrownBy(() ->
                        assertThat(Mails.mail("X-Total: 100  EUR", "", "x")).hasHeader("X-Total", "100 EUR"))
                .hasMessageContaining("\nOnly white space differs (2 spaces instead of 1 space after \"100\"): ");
        assertThatThrownBy(() -> assertThat(Mails.mail("Subject: One - two", "", "x"))
                        .subject()
                        .isEqualTo("One \u2013 two"))
                .hasMessageContaining("Only dashes differ: ");
        assertThatThrownBy(() -> assertThat(Mails.mail("", "Hello  Ada")).hasText("Hello Ada"))
                .hasMessageContaining("\nOnly white space differs (2 spaces instead of 1 space after \"Hello\"): ");
    }

    @Test
    void showsTheMostSimilarPartOfALongLine() {
        String html = "<p>" + "x ".repeat(300) + "Your order 4712 has been shipped." + " y".repeat(300) + "</p>";

        assertThatThrownBy(() -> assertThat(Mails.mail("Content-Type: text/html", "", html))
                        .hasHtmlContaining("Your order 4711 has been shipped."))
                .hasMessageContaining("but its 1241 characters do not contain it.\nMost similar is the part: \"…")
                .hasMessageContaining("Your order 4712 has been shipped.");
    }

    @Test
    void saysWhereElseAnAddressIs() {
        CapturedMessage mail =
                Mails.mail("From: Shop <shop@example.org>", "To: eve@example.org", "Cc: ada@example.org", "", "x");

        assertThatThrownBy(() -> assertThat(mail).hasTo("ada@example.org"))
                .hasMessageContaining(
                        "\nada@example.org is in the Cc header. Assert hasCc, or move the address to To.\n");
        assertThatThrownBy(() -> assertThat(mail).hasCc("eve@example.org", "bob@example.org"))
                .hasMessageContaining(
                        "\nMissing: eve@example.org, bob@example.org\nUnexpected: ada@example.org\n"
                                + "eve@example.org is in the To header. Assert hasTo, or move the address to Cc.\n"
                                + "bob@example.org is a recipient in the envelope, but not in the Cc header. If a Bcc is"
                                + " intended, assert hasCc(\"ada@example.org\") and hasBcc(\"bob@example.org\"); otherwise add the address to Cc.\n");
        assertThatThrownBy(() -> assertThat(mail).hasCc("ada@example.org", "ada@example.org"))
                .hasMessageContaining("\nMissing: ada@example.org\nMessage: ");
        assertThatThrownBy(
                        () -> assertThat(mail).hasRecipients("ada@example.org", "bob@example.org", "eve@example.org"))
                .hasMessageContaining(
                        "\neve@example.org is in the To header, but not a recipient in the envelope. Assert"
                                + " hasTo, or check that the application sends the message to it.\n");
        assertThatThrownBy(() -> assertThat(BARE).hasBcc("bob@example.org"))
                .hasMessageContaining(
                        "\nbob@example.org is in the Bcc header, so every reader sees it. Remove it from that"
                                + " header.\n");
        assertThatThrownBy(() -> assertThat(mail).hasFrom("app@example.org"))
                .hasMessageContaining(
                        "\napp@example.org is the sender of the envelope, but not in the From header. Assert hasSender, or use the"
                                + " address in From.\n");
    }

    @Test
    void rejectsAddressesWithADisplayName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(MAIL).hasTo("Ada <ada@example.org>"))
                .withMessageEndingWith("; use \"ada@example.org\"");
        assertThatIllegalArgumentException().isThrownBy(() -> assertThat(MAIL).hasBcc("<ada@example.org>"));
    }

    @Test
    void beginsFailuresWithTheDescriptionOfThePartAndTheMessage() {
        assertThatThrownBy(() -> assertThat(MAIL).as("welcome mail").subject().isEqualTo("x"))
                .hasMessageStartingWith("[welcome mail: subject of \"Wëlcome\" <app@example.org> -> ");
        assertThatThrownBy(() -> assertThat(MAIL).as("welcome mail").hasUser("x"))
                .hasMessageStartingWith("[welcome mail] Expected user \"x\", but");
        assertThatThrownBy(() -> assertThat(BARE).subject())
                .hasMessageStartingWith("Expected subject, but there was none.\n");
    }
}

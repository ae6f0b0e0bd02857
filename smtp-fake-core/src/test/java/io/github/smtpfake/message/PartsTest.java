package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

    @Test
    void readsTextAndHtmlOfAnAlternative() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "preamble",
                "--b",
                "Content-Type: text/plain",
                "",
                "Hello",
                "--b",
                "Content-Type: text/html",
                "",
                "<p>Hello</p>",
                "--b--",
                "epilogue");

        assertThat(mail.text()).contains("Hello");
        assertThat(mail.html()).contains("<p>Hello</p>");
        assertThat(mail.attachments()).isEmpty();
    }

    @Test
    void findsAllPartsOfNestedMultiparts() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=\"m\"",
                "",
                "--m",
                "Content-Type: multipart/related; boundary=\"m-r\"",
                "",
                "--m-r",
                "Content-Type: multipart/alternative; boundary=\"m-r-a\"",
                "",
                "--m-r-a",
                "Content-Type: text/plain",
                "",
                "text",
                "--m-r-a",
                "Content-Type: text/html",
                "",
                "<img src=\"cid:logo@x\">",
                "--m-r-a--",
                "--m-r",
                "Content-Type: image/png; name=logo.png",
                "Content-ID: <logo@x>",
                "Content-Disposition: inline",
                "",
                "PNG",
                "--m-r--",
                "--m",
                "Content-Type: text/calendar; method=REQUEST",
                "",
                "BEGIN:VCALENDAR",
                "--m",
                "Content-Type: application/pdf",
                "Content-Disposition: attachment; filename=terms.pdf",
                "",
                "PDF",
                "--m--");

        assertThat(mail.text()).contains("text");
        assertThat(mail.html()).contains("<img src=\"cid:logo@x\">");
        assertThat(mail.attachments())
                .extracting(Attachment::toString)
                .containsExactly(
                        "logo.png (image/png, 3 bytes)",
                        "(no name) (text/calendar, 15 bytes)",
                        "terms.pdf (application/pdf, 3 bytes)");
        assertThat(mail.attachments().get(0).contentId()).contains("logo@x");
        assertThat(mail.attachments()).extracting(Attachment::isInline).containsExactly(true, false, false);
    }

    @Test
    void joinsTextPartsThatAreNotAttachments() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "first",
                "--b",
                "Content-Type: text/plain",
                "Content-Disposition: attachment; filename=notes.txt",
                "",
                "notes",
                "--b",
                "Content-Type: text/html",
                "Content-Disposition: ATTACHMENT; filename=page.html",
                "",
                "<p>",
                "--b",
                "",
                "second",
                "--b--");

        assertThat(mail.text()).contains("first\nsecond");
        assertThat(mail.html()).isEmpty();
        assertThat(mail.attachments()).extracting(Attachment::text).containsExactly("notes", "<p>");
    }

    @Test
    void keepsThePartsOfAnAttachedMessageSeparate() {
        CapturedMessage mail = TestMail.of(
                "Subject: outer",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "see below",
                "--b",
                "Content-Type: message/rfc822; name=\"original.eml\"",
                "Content-Disposition: attachment",
                "",
                "Subject: inner",
                "From: inner@example.org",
                "Content-Type: multipart/mixed; boundary=i",
                "",
                "--i",
                "",
                "inner text",
                "--i--",
                "--b--");

        assertThat(mail.subject()).contains("outer");
        assertThat(mail.headers().values("Subject")).containsExactly("outer");
        assertThat(mail.from()).isEmpty();
        assertThat(mail.text()).contains("see below");
        Attachment inner = mail.attachments().get(0);
        assertThat(mail.attachments()).hasSize(1);
        assertThat(inner.fileName()).contains("original.eml");
        assertThat(inner.contentType()).isEqualTo("message/rfc822");
        assertThat(inner.headers().first("Subject")).isEmpty();
        assertThat(new String(inner.bytes(), UTF_8))
                .startsWith("Subject: inner\r\n")
                .contains("inner text");
    }

    @Test
    void listsABodyThatIsAnAttachment() {
        CapturedMessage mail = TestMail.of("Content-Type: Application/PDF; name=x.pdf", "", "PDF");

        assertThat(mail.text()).isEmpty();
        assertThat(mail.attachments()).singleElement().satisfies(pdf -> {
            assertThat(pdf.contentType()).isEqualTo("application/pdf");
            assertThat(pdf.isInline()).isFalse();
            assertThat(pdf.contentId()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type:",
                "Content-Type: ",
                "Content-Type: text",
                "Content-Type: /",
                "Content-Type: text/\u0007html",
                "Content-Type: text/h\u00e4ml",
                "Content-Type: ;charset=utf-8",
                "Content-Type: TEXT/PLAIN",
                "Content-Type: text/plain (a comment); charset=utf-8",
                "Content-Type: \"garbage",
                "Content-Type: text/plain; format=flowed; delsp=yes"
            })
    void readsAPartWithoutAValidTypeAsText(String contentType) {
        String[] lines = contentType.isEmpty() ? new String[] {"", "Hello"} : new String[] {contentType, "", "Hello"};

        assertThat(TestMail.of(lines).text()).contains("Hello\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed\"; boundary=b",
                "\"multipart/mixed; boundary=b",
                "\"multipart/mixed; boundary=b\"",
                "multipart/mixed\"; boundary=\"b\"",
                "multipart/mixed(a comment; boundary=b",
                "multipart/mixed(a comment); boundary=b"
            })
    void readsATypeDespiteUnbalancedQuotesAndComments(String contentType) {
        CapturedMessage mail =
                TestMail.of("Content-Type: " + contentType, "", "--b", "", "One", "--b", "", "Two", "--b--");

        assertThat(mail.text()).contains("One\nTwo");
    }

    @Test
    void ignoresATypeWithoutAValue() {
        CapturedMessage mail = TestMail.of(
                "Content-Type:", "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "One", "--b--");

        assertThat(mail.text()).contains("One");
    }

    @Test
    void readsAPartWithoutAHeader() {
        CapturedMessage mail = TestMail.of("Just some text", "and more");

        assertThat(mail.text()).contains("Just some text\nand more\n");
        assertThat(mail.headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t  "})
    void endsAPartAtABoundaryWithTrailingSpaces(String spaces) {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b" + spaces,
                "",
                "one",
                "--b" + spaces,
                "",
                "two",
                "--b--" + spaces,
                "epilogue");

        assertThat(mail.text()).contains("one\ntwo");
    }

    @Test
    void endsAPartOnlyAtItsOwnBoundary() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=\"b'()+_,-./:=? c\"",
                "",
                "--b'()+_,-./:=? c",
                "",
                "--b",
                "x--b'()+_,-./:=? c",
                "--b'()+_,-./:=? c--");

        assertThat(mail.text()).contains("--b\nx--b'()+_,-./:=? c");
    }

    @Test
    void distinguishesABoundaryThatIsAPrefixOfAnother() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: multipart/mixed; boundary=bb",
                "",
                "--bb",
                "",
                "inner",
                "--bb--",
                "--b",
                "",
                "outer",
                "--b--");

        assertThat(mail.text()).contains("inner\nouter");
    }

    @Test
    void readsAMultipartWithoutAClosingBoundary() {
        CapturedMessage mail =
                TestMail.of("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "one", "--b", "", "two");

        assertThat(mail.text().orElseThrow()).startsWith("one\ntwo");
    }

    @Test
    void readsAnEmptyPart() {
        assertThat(TestMail.of("Content-Type: multipart/mixed; boundary=b", "", "--b--")
                        .text())
                .isEmpty();
        assertThat(TestMail.of("Content-Type: multipart/mixed; boundary=b", "", "--b", "--b--")
                        .attachments())
                .isEmpty();
        assertThat(TestMail.of(new byte[0]).headers()).isEmpty();
        assertThat(TestMail.of(new byte[0]).text().orElse("")).isEmpty();
        assertThat(TestMail.of("Subject: x", "").text().orElse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/mixed",
                "Content-Type: multipart/mixed; boundary=",
                "Content-Type: multipart/mixed; boundary=other"
            })
    void keepsTheTextOfAMultipartWhoseBoundaryNeverOccurs(String contentType) {
        CapturedMessage mail = TestMail.of(contentType, "", "--b", "", "Hello", "--b--");

        String shown = mail.text().orElse("")
                + mail.attachments().stream().map(Attachment::text).toList();
        assertThat(shown).contains("Hello");
    }

    @Test
    void findsPartsWithBareLineFeeds() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n".getBytes(UTF_8));

        assertThat(mail.text()).contains("one\ntwo");
    }

    @Test
    void findsThePartsOfADigestOrSignedMessage() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "signed",
                "--b",
                "Content-Type: application/pgp-signature; name=signature.asc",
                "",
                "sig",
                "--b--");

        assertThat(mail.text()).contains("signed");
        assertThat(mail.attachments()).extracting(Attachment::contentType).containsExactly("application/pgp-signature");
    }

    @Test
    void numbersPartsAsImapDoes() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=m",
                "",
                "--m",
                "Content-Type: multipart/related; boundary=r",
                "",
                "--r",
                "Content-Type: text/html",
                "",
                "<b>text</b>",
                "--r",
                "Content-Type: image/png",
                "",
                "PNG",
                "--r--",
                "--m",
                "Content-Type: application/pdf",
                "",
                "PDF",
                "--m--");

        assertThat(mail.attachments()).extracting(Attachment::section).containsExactly("1.2", "2");
        assertThat(TestMail.of("Content-Type: application/pdf", "", "PDF").attachments())
                .extracting(Attachment::section)
                .containsExactly("1");
    }

    @Test
    void writesHtmlAsTextEvenIfThereIsPlainText() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "plain",
                "--b",
                "Content-Type: text/html",
                "",
                "<p>rich &amp; famous</p>",
                "--b--");

        assertThat(mail.content().htmlAsText()).isEqualTo("rich & famous");
        assertThat(TestMail.of("Subject: x", "", "plain").content().htmlAsText())
                .isEmpty();
    }
}

package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartReferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<logo@x>|<img src=cid:logo@x>",
                "<logo@x>|<img src='CID:logo%40x'>",
                "<logo@x>|<img src=' cid:logo@x '>",
                "<logo@x>|<img src='cid:<logo@x>'>",
                "logo@x|<img src='cid:logo@x'>",
                "<my logo.png>|<img src=\"cid:my logo.png\">",
                "<my logo.png>|<img src=\"cid:my%20logo.png\">",
                "<my%20logo.png>|<img src=\"cid:my%20logo.png\">",
                "<my%20logo.png>|<img src=\"cid:my logo.png\">",
                "<image(1)[2].png>|<img src=\"cid:image(1)[2].png\">",
                "<it's.png>|<img src=\"cid:it's.png\">",
                "<it's.png>|<img src='cid:it&#39;s.png'>",
                "<a&b;c>|<img src='cid:a&amp;b;c'>",
                "<bg>|<table background=cid:bg>",
                "<bg>|<div style=\"background: url('cid:bg')\">",
                "<my bg>|<div style=\"background: url('cid:my bg')\">",
                "<my bg>|<div style=\"background: url(cid:my bg)\">",
                "<bg>|<style>p { background: url(\"cid:bg\") }</style>",
                "<bg>|<img srcset='cid:bg 1x, cid:bg 2x'>",
                "<bg>|<a href='cid:bg'>x</a>",
                "<grün@x>|<img src='cid:gr%C3%BCn@x'>",
            })
    void findsAPartByItsContentId(String contentId, String html) {
        CapturedMessage mail = mail("Content-ID: " + contentId, html);

        assertThat(mail.content().inlineParts()).hasSize(1);
        assertThat(mail.inlinePartCount()).isEqualTo(1);
        assertThat(ids(mail)).doesNotContain("missingInlinePart", "referenceWithoutContentId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Content-Disposition: attachment; filename=\"my logo.png\"|<img src=\"cid:my logo.png\">",
                "Content-Disposition: attachment; filename=\"my logo.png\"|<img src=\"my%20logo.png\">",
                "Content-Disposition: attachment; filename=\"my logo.png\"|<img src=\"my logo.png\">",
                "X-Name: 1; name=logo.png|<img src=logo.png>",
                "Content-Location: img/logo.png|<img src=img/logo.png>",
                "Content-Location: https://example.org/logo.png|<img src=https://example.org/logo.png>",
                "Content-Location: logo.png|<table background=logo.png>",
                "Content-Location: logo.png|<style>p { background: url(logo.png) }</style>",
            })
    void findsAPartByItsNameOrLocationAndSaysThatOthersMayNot(String header, String html) {
        CapturedMessage mail =
                mail(header.startsWith("X-Name") ? "Content-Disposition: attachment; filename=logo.png" : header, html);

        assertThat(mail.content().inlineParts()).hasSize(1);
        assertThat(mail.inlinePartCount()).isEqualTo(1);
        assertThat(ids(mail)).contains("referenceWithoutContentId").doesNotContain("missingInlinePart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=cid:other>",
                "<img src=other.png>",
                "<img src=https://example.org/logo.png>",
                "<img src=/logo.png>",
                "<a href=logo.png>logo.png</a>",
                "<p>cid: logo.png</p>",
                "<img src='data:image/png;base64,AAAA'>",
                "<img src=''>"
            })
    void findsNoPartThatTheHtmlDoesNotReferTo(String html) {
        CapturedMessage mail = mail("Content-Disposition: attachment; filename=logo.png", html);

        assertThat(mail.content().inlineParts()).isEmpty();
        assertThat(mail.inlinePartCount()).isZero();
        assertThat(ids(mail)).doesNotContain("referenceWithoutContentId");
    }

    @Test
    void prefersTheContentIdThatIsEqual() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-ID: <a b>",
                "Content-Type: image/png",
                "",
                "1",
                "--b",
                "Content-ID: <a%20b>",
                "Content-Type: image/png",
                "",
                "2",
                "--b--");

        assertThat(mail.content().attachmentByReference("cid:a%20b"))
                .map(Attachment::text)
                .contains("2");
        assertThat(mail.content().attachmentByReference("cid:a b"))
                .map(Attachment::text)
                .contains("1");
        assertThat(mail.content().attachmentByReference("https://example.org/")).isEmpty();
    }

    private static CapturedMessage mail(String header, String html) {
        return TestMail.of(
                "Content-Type: multipart/related; boundary=b",
                "",
                "--b",
                "Content-Type: text/html; charset=utf-8",
                "",
                html,
                "--b",
                "Content-Type: image/png",
                header,
                "",
                "PNG",
                "--b--");
    }

    private static List<String> ids(CapturedMessage mail) {
        return mail.problems().stream().map(Problem::id).toList();
    }
}

package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of docs/parts.md, row by row. */
class BodyPartsTest {

    /** What the parts are whose texts are "A", "B" and so on: body, inline or attachment. */
    private static String roles(CapturedMessage mail) {
        List<Attachment> inline = mail.content().inlineParts();
        String body = mail.text().orElse("") + " " + mail.html().orElse("");
        String files = mail.attachments().stream()
                .map(part -> (inline.contains(part) ? " inline:" : " attachment:")
                        + part.text().strip())
                .collect(Collectors.joining());
        assertThat(mail.attachmentCount()).isEqualTo(mail.attachments().size());
        assertThat(mail.inlinePartCount()).isEqualTo(inline.size());
        return (body.strip().replaceAll("\\s+", "+") + files).strip();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // type, disposition, name, role of the second part of a multipart/mixed, and role as the only or first
                // part
                "text/plain, -,          -,     A+B,            A",
                "text/plain, inline,     -,     A+B,            A",
                "text/plain, -,          x.txt, A attachment:B, A",
                "text/plain, inline,     x.txt, A inline:B,     A",
                "text/plain, attachment, -,     A attachment:B, attachment:A",
                "text/plain, attachment, x.txt, A attachment:B, attachment:A",
                "text/plain, x-own,      x.txt, A attachment:B, attachment:A",
                "text/html,  -,          -,     A+B,            A",
                "text/html,  inline,     -,     A+B,            A",
                "text/html,  -,          x.htm, A attachment:B, A",
                "text/html,  INLINE,     x.htm, A inline:B,     A",
                "text/html,  attachment, x.htm, A attachment:B, attachment:A",
                "text/csv,   -,          -,     A attachment:B, attachment:A",
                "text/csv,   inline,     x.csv, A inline:B,     inline:A",
                "image/png,  -,          -,     A attachment:B, attachment:A",
                "image/png,  inline,     -,     A inline:B,     inline:A",
                "image/png,  attachment, x.png, A attachment:B, attachment:A",
            })
    void decidesByTypeDispositionAndName(
            String type, String disposition, String name, String roleAfterText, String roleAlone) {
        String header = header(type, disposition, name);

        assertThat(roles(multipart("mixed", "", header))).isEqualTo(roleAfterText);
        assertThat(roles(multipart("report", "", header))).isEqualTo(roleAfterText);
        assertThat(roles(TestMail.of((header + "\r\n\r\nA").split("\r\n", -1)))).isEqualTo(roleAlone);
        assertThat(roles(multipart("mixed", header))).isEqualTo(roleAlone);
        assertThat(roles(multipart("mixed", header, "Content-Type: application/pdf")))
                .isEqualTo(roleAlone + " attachment:B");
    }

    private static String header(String type, String disposition, String name) {
        String parameter = name == null ? "" : disposition == null ? "; name=" + name : "; filename=" + name;
        return "Content-Type: " + type
                + (disposition == null ? parameter : "\r\nContent-Disposition: " + disposition + parameter);
    }

    @Test
    void takesTheNameFromContentTypeIfTheDispositionHasNone() {
        assertThat(roles(multipart("mixed", "", "Content-Type: text/plain; name=x.txt\r\nContent-Disposition: inline")))
                .isEqualTo("A inline:B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/html; name=b.html|A+B",
                "Content-Type: text/html\\r\\nContent-Disposition: inline; filename=b.html|A+B",
                "Content-Type: text/html\\r\\nContent-Disposition: attachment; filename=b.html|A attachment:B",
                "Content-Type: text/plain|B",
                "Content-Type: text/x-amp-html|A attachment:B",
            })
    void showsTheVersionsOfAnAlternativeWhateverTheirNames(String second, String roles) {
        assertThat(roles(multipart("alternative", "Content-Type: text/plain", second.translateEscapes())))
                .isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/html|A+B",
                "Content-Type: text/html; name=b.html|A attachment:B",
                "Content-Type: text/html\\r\\nContent-Location: b.html|A attachment:B",
                "Content-Type: text/html\\r\\nContent-ID: <b>|A attachment:B",
                "Content-Type: text/plain\\r\\nContent-ID: <b>\\r\\nContent-Disposition: inline|A inline:B",
            })
    void keepsTheResourcesOfHtmlApart(String second, String roles) {
        assertThat(roles(multipart("related", "Content-Type: text/html", second.translateEscapes())))
                .isEqualTo(roles);
    }

    @Test
    void findsTheRootOfARelatedByItsParameter() {
        CapturedMessage mail = multipart(
                "related; start=\"<b>\"",
                "Content-Type: text/html\r\nContent-ID: <a>",
                "Content-Type: text/html\r\nContent-ID: <b>");

        assertThat(roles(mail)).isEqualTo("B attachment:A");
    }

    @Test
    void showsTheLastOfSeveralAlternativesOfOneType() {
        String plain = "Content-Type: text/plain";
        String html = "Content-Type: text/html";

        assertThat(roles(multipart("alternative", plain, plain))).isEqualTo("B");
        assertThat(roles(multipart("alternative", html, plain, html))).isEqualTo("B+C");
        assertThat(roles(multipart("mixed", plain, plain))).isEqualTo("A+B");
    }

    @Test
    void showsAnEmptyAlternativeOnlyIfThereIsNoOther() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=b", "", "--b", "", "A", "--b", "", " ", "--b--");

        assertThat(mail.text()).contains("A");
    }

    @Test
    void leavesTheFooterOfTheHtmlVersionOutOfThePlainText() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=a",
                "",
                "--a",
                "",
                "plain",
                "--a",
                "Content-Type: multipart/mixed; boundary=m",
                "",
                "--m",
                "Content-Type: text/html",
                "",
                "<p>one</p>",
                "--m",
                "Content-Type: image/png; name=a.png",
                "",
                "PNG",
                "--m",
                "Content-Type: text/html",
                "",
                "<p>two</p>",
                "--m",
                "",
                "footer",
                "--m--",
                "--a--");

        assertThat(mail.text()).contains("plain");
        assertThat(mail.html()).contains("<p>one</p>\n<p>two</p>");
        assertThat(mail.attachments()).extracting(Attachment::toString).containsExactly("a.png (image/png, 3 bytes)");
        assertThat(mail.content().bodies()).containsOnlyKeys("text/plain", "text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "alternative", "related", "report", "signed"})
    void readsAMultipartWithoutParts(String subtype) {
        assertThat(roles(multipart(subtype))).isEmpty();
    }

    /** Returns a message with parts that have these headers and the texts "A", "B" and so on. */
    private static CapturedMessage multipart(String subtype, String... headers) {
        List<String> lines = new ArrayList<>(List.of("Content-Type: multipart/" + subtype + "; boundary=b", ""));
        char text = 'A';
        for (String header : headers) {
            lines.addAll(List.of("--b", header.isEmpty() ? "X-None: 1" : header, "", String.valueOf(text++)));
        }
        lines.add("--b--");
        return TestMail.of(lines.toArray(new String[0]));
    }
}

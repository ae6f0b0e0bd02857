package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InlinePartsTest {
    private static final CapturedMessage MAIL = TestMail.of(
            "Content-Type: multipart/related; boundary=b",
            "",
            "--b",
            "Content-Type: text/html",
            "",
            "<img src=\"cid:a%2Bb@example.org\" alt=\"One\"><img src='CID:nowhere'>",
            "<img src='https://example.org/x.png'><div style='background:url(cid:bg)'></div>",
            "--b",
            "Content-Type: image/png",
            "Content-ID: <a+b@example.org>",
            "",
            "PNG",
            "--b",
            "Content-Type: image/gif; name=bg.gif",
            "Content-ID: <bg>",
            "Content-Disposition: attachment",
            "",
            "GIF",
            "--b",
            "Content-Type: application/pdf; name=terms.pdf",
            "Content-ID: <unused>",
            "",
            "PDF",
            "--b",
            "Content-Type: image/png; name=signature.png",
            "Content-Disposition: inline",
            "",
            "PNG",
            "--b--");

    @Test
    void listsPartsThatTheHtmlRefersToAndPartsMarkedAsInline() {
        assertThat(MAIL.content().inlineParts())
                .extracting(part -> part.fileName().orElse("?"))
                .containsExactly("?", "bg.gif", "signature.png");
        assertThat(MAIL.attachments()).hasSize(4);
    }

    @Test
    void findsThePartOfEachImage() {
        assertThat(MAIL.content().htmlImages())
                .extracting(HtmlImage::source)
                .containsExactly("cid:a%2Bb@example.org", "CID:nowhere", "https://example.org/x.png");
        assertThat(MAIL.content().htmlImages().get(0).description()).isEqualTo("One");
        assertThat(MAIL.content().htmlImages())
                .extracting(HtmlImage::part)
                .containsExactly(Optional.of(MAIL.attachments().get(0)), Optional.empty(), Optional.empty());
    }

    @Test
    void findsAPartByItsContentId() {
        assertThat(MAIL.content().attachmentByContentId("bg"))
                .map(Attachment::isInline)
                .contains(false);
        assertThat(MAIL.content().attachmentByContentId("no")).isEmpty();
    }

    @Test
    void returnsSizeAndSha256OfTheDecodedBytes() {
        Attachment image = TestMail.of("Content-Type: image/png", "Content-Transfer-Encoding: base64", "", "AQID")
                .attachments()
                .get(0);

        assertThat(image.size()).isEqualTo(3);
        assertThat(image.bytes()).containsExactly(1, 2, 3);
        assertThat(image.newInputStream()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(image.sha256()).isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    }
}

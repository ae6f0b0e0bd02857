package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachedMessagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "MESSAGE/RFC822", "message/global"})
    void openAsMessages(String type) {
        MimeContent inner = TestMail.of(
                        "Subject: outer",
                        "Content-Type: " + type,
                        "",
                        "Subject: =?utf-8?q?inn=C3=A9r?=",
                        "From: Inner <inner@example.org>",
                        "Content-Type: multipart/mixed; boundary=i",
                        "",
                        "--i",
                        "",
                        "https://example.org/in",
                        "--i",
                        "Content-Type: application/pdf; name=x.pdf",
                        "",
                        "PDF",
                        "--i--")
                .attachments()
                .get(0)
                .message()
                .orElseThrow();

        assertThat(inner.subject()).contains("innér");
        assertThat(inner.addresses("From")).containsExactly(new Address("Inner", "inner@example.org"));
        assertThat(inner.text()).contains("https://example.org/in");
        assertThat(inner.links()).extracting(Link::href).containsExactly("https://example.org/in");
        assertThat(inner.attachments())
                .extracting(Attachment::toString)
                .containsExactly("x.pdf (application/pdf, 3 bytes)");
        assertThat(inner.problems()).extracting(Problem::id).contains("missingDate");
    }

    @Test
    void areWhatADigestHasByDefault() {
        CapturedMessage digest = TestMail.of(
                "Content-Type: Multipart/Digest; boundary=b",
                "",
                "--b",
                "",
                "Subject: first",
                "",
                "text of the first",
                "--b",
                "Content-Type: text/plain",
                "",
                "a note",
                "--b",
                "Content-Disposition: attachment; filename=second.eml",
                "",
                "Subject: second",
                "",
                "--b--");

        assertThat(digest.text()).contains("a note");
        assertThat(digest.attachments())
                .extracting(attachment -> attachment.message().orElseThrow().subject())
                .containsExactly(Optional.of("first"), Optional.of("second"));
    }

    @Test
    void openLevelByLevel() {
        Attachment attachment = TestMail.of("Content-Type: message/rfc822\r\n\r\n".repeat(30) + "Subject: deepest")
                .attachments()
                .get(0);
        for (int level = 1; level < 30; level++) {
            attachment = attachment.message().orElseThrow().attachments().get(0);
        }

        assertThat(attachment.message().orElseThrow().subject()).contains("deepest");
    }

    @Test
    void areNoOtherParts() {
        assertThat(TestMail.of("Content-Type: application/pdf", "", "Subject: x")
                        .attachments()
                        .get(0)
                        .message())
                .isEmpty();
    }
}

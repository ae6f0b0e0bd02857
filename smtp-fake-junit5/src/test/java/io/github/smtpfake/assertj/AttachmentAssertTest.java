package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.Attachment;
import org.junit.jupiter.api.Test;

class AttachmentAssertTest {
    private final Attachment csv = Mails.welcome().attachments().get(0);

    @Test
    void passesForAMatchingAttachment() {
        assertThat(csv)
                .hasContentType("text/csv")
                .hasContent("a;b".getBytes(US_ASCII))
                .hasTextContaining(";");
    }

    @Test
    void showsTheActualContentType() {
        assertThatThrownBy(() -> assertThat(csv).hasContentType("application/pdf"))
                .hasMessageContaining(
                        "Expected content type \"application/pdf\", but it was \"text/csv\".\nAttachment: list.csv (text/csv, 3 bytes)");
    }

    @Test
    void showsWhereTheContentDiffers() {
        assertThatThrownBy(() -> assertThat(csv).hasContent("a;c".getBytes(US_ASCII)))
                .hasMessageContaining(
                        "Expected the given content of 3 bytes, but found 3 bytes that differ from index 2 on.");
    }

    @Test
    void showsTheActualText() {
        assertThatThrownBy(() -> assertThat(csv).hasTextContaining("c"))
                .hasMessageContaining("Expected text containing \"c\", but it was \"a;b\".");
    }

    @Test
    void showsTheActualValueOfEachProperty() {
        assertThatThrownBy(() -> assertThat(csv).hasFileName("a.csv"))
                .hasMessageContaining("Expected file name \"a.csv\", but it was \"list.csv\".");
        assertThatThrownBy(() -> assertThat(csv).hasContentId("x"))
                .hasMessageContaining("Expected Content-ID \"x\", but there was none.");
        assertThatThrownBy(() -> assertThat(csv).hasSha256("00"))
                .hasMessageContaining("Expected SHA-256 \"00\", but it was \"" + csv.sha256() + "\".");
        assertThatThrownBy(() -> assertThat(csv).hasSize(4))
                .hasMessageContaining("Expected a size of 4 bytes, but it was 3 bytes.\nAttachment: list.csv");
        assertThatThrownBy(() -> assertThat(csv).isInline())
                .hasMessageContaining("Expected disposition inline, but it was attachment.");
    }

    @Test
    void rejectsInvalidArguments() {
        assertThatThrownBy(() -> assertThat(csv).hasFileName(null)).hasMessage("fileName");
        assertThatThrownBy(() -> assertThat(csv).hasContentType(null)).hasMessage("contentType");
        assertThatThrownBy(() -> assertThat(csv).hasContentId(null)).hasMessage("contentId");
        assertThatThrownBy(() -> assertThat(csv).hasSha256(null)).hasMessage("sha256");
        assertThatThrownBy(() -> assertThat(csv).hasContent(null)).hasMessage("content");
        assertThatThrownBy(() -> assertThat(csv).hasTextContaining(null)).hasMessage("text");
        assertThatThrownBy(() -> assertThat(csv).hasSize(-1)).hasMessage("bytes must be at least 0, but is -1");
    }
}

package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.Attachment;
import org.junit.jupiter.api.Test;

class AttachmentAssertTest {
    private final Attachment csv = Mails.welcome().attachments().get(0);

    @Test
    void passesForWhatTheAttachmentHas() {
        assertThat(csv)
                .hasContentType("text/csv")
                .hasContent("a;b".getBytes(US_ASCII))
                .hasTextContaining(";");
    }

    @Test
    void tellsTheContentTypeThatItHas() {
        assertThatThrownBy(() -> assertThat(csv).hasContentType("application/pdf"))
                .hasMessageContaining("list.csv (text/csv, 3 octets)\nto have content type\n  application/pdf");
    }

    @Test
    void tellsWhereTheContentDiffers() {
        assertThatThrownBy(() -> assertThat(csv).hasContent("a;c".getBytes(US_ASCII)))
                .hasMessageContaining("to have 3 given octets, but they differ from octet 2 on");
    }

    @Test
    void tellsTheTextThatItHas() {
        assertThatThrownBy(() -> assertThat(csv).hasTextContaining("c"))
                .hasMessageContaining("to have text containing\n  \"c\"\nbut had\n  \"a;b\"");
    }
}

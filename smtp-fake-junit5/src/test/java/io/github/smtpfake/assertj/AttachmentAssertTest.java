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
                .hasMessageContaining("list.csv (text/csv, 3 bytes)\nto have content type\n  application/pdf");
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

    @Test
    void tellsEachOtherValueThatItHas() {
        assertThatThrownBy(() -> assertThat(csv).hasFileName("a.csv"))
                .hasMessageContaining("to have file name\n  a.csv\nbut had\n  list.csv");
        assertThatThrownBy(() -> assertThat(csv).hasContentId("x"))
                .hasMessageContaining("to have Content-ID\n  x\nbut had\n  none");
        assertThatThrownBy(() -> assertThat(csv).hasSha256("00"))
                .hasMessageContaining("to have SHA-256\n  00\nbut had\n  " + csv.sha256());
        assertThatThrownBy(() -> assertThat(csv).hasSize(4))
                .hasMessageContaining("list.csv (text/csv, 3 bytes)\nto have size\n  4 octets");
        assertThatThrownBy(() -> assertThat(csv).isInline())
                .hasMessageContaining("to have disposition\n  INLINE\nbut had\n  ATTACHMENT");
    }
}

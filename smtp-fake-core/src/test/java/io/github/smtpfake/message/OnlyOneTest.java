package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values that a message has once, and the failures if it has none or several. */
class OnlyOneTest {
    private static final CapturedMessage EMPTY = TestMail.of("", "Nothing here.");

    private final CapturedMessage mail = TestMail.of(
            "X-Order: 42",
            "Received: from a",
            "Received: from b",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>Your code is 482913.</p><a href='https://example.org/confirm'>Confirm</a>"
                    + "<a href='https://example.org/confirm-later'>Confirm later</a>"
                    + "<a href='https://example.org/1'>More</a><a href='https://example.org/2'>more</a>"
                    + "<a href='https://example.org/help'>Help</a><a href='https://example.org/help'>Help</a>",
            attachment("terms.pdf", "first"),
            attachment("photo.jpg", "one"),
            attachment("photo.jpg", "other"),
            "--b--");

    private static String attachment(String name, String content) {
        return "--b\r\nContent-Type: application/octet-stream; name=" + name + "\r\n"
                + "Content-Disposition: attachment; filename=" + name + "\r\n\r\n" + content;
    }

    @Test
    void returnsTheOnlyHeader() {
        assertThat(mail.header("x-order")).isEqualTo("42");
        assertThatThrownBy(() -> mail.header("X-Customer"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected exactly 1 header X-Customer, but there is none. The headers of the message are:\n"
                        + "  X-Order\n  Received\n  Content-Type");
        assertThatThrownBy(() -> mail.header("Received"))
                .hasMessage("Expected exactly 1 header Received, but there are 2:\n  from a\n  from b");
        assertThatThrownBy(() -> EMPTY.header("X-Order"))
                .hasMessage("Expected exactly 1 header X-Order, but the message has no headers.");
    }

    @Test
    void returnsTheOnlyAttachment() {
        assertThat(mail.attachment("terms.pdf").text()).isEqualTo("first");
        assertThatThrownBy(() -> mail.attachment("invoice.pdf"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected exactly 1 attachment \"invoice.pdf\", but there is none. The attachments of the"
                        + " message are:\n"
                        + "  terms.pdf (application/octet-stream, 5 bytes)\n"
                        + "  photo.jpg (application/octet-stream, 3 bytes)\n"
                        + "  photo.jpg (application/octet-stream, 5 bytes)");
        assertThatThrownBy(() -> mail.attachment("photo.jpg"))
                .hasMessage("Expected exactly 1 attachment \"photo.jpg\", but there are 2:\n"
                        + "  photo.jpg (application/octet-stream, 3 bytes)\n"
                        + "  photo.jpg (application/octet-stream, 5 bytes)");
        assertThatThrownBy(() -> EMPTY.attachment("terms.pdf"))
                .hasMessage("Expected exactly 1 attachment \"terms.pdf\", but the message has no attachments.");
    }

    @Test
    void returnsTheOnlyLink() {
        assertThat(mail.link("confirm").href()).isEqualTo("https://example.org/confirm");
        assertThat(mail.link("Later").href()).isEqualTo("https://example.org/confirm-later");
        assertThat(mail.link("Help").href()).isEqualTo("https://example.org/help");
        assertThatThrownBy(() -> mail.link("More"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected exactly 1 link \"More\", but there are 2:\n"
                        + "  More <https://example.org/1>\n  more <https://example.org/2>");
        assertThatThrownBy(() -> mail.link("Unsubscribe"))
                .hasMessageStartingWith("Expected exactly 1 link \"Unsubscribe\", but there is none. The links of the"
                        + " message are:\n  Confirm <https://example.org/confirm>\n");
        assertThatThrownBy(() -> EMPTY.link("Confirm"))
                .hasMessage("Expected exactly 1 link \"Confirm\", but the message has no links.");
    }

    @Test
    void returnsTheOnlyCode() {
        assertThat(mail.code()).isEqualTo("482913");
        assertThatThrownBy(() -> TestMail.of("", "Your code is 482913. Your backup code is 771204.")
                        .code())
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected exactly 1 one-time code, but there are 2:\n  482913\n  771204");
        assertThatThrownBy(EMPTY::code)
                .hasMessage("Expected exactly 1 one-time code, but the message has no one-time codes.");
    }

    @Test
    void listsAtMostTenWithoutControlCharacters() {
        String[] fields =
                IntStream.range(0, 13).mapToObj(i -> "X-Trace: \u001b[31m" + i).toArray(String[]::new);

        assertThatThrownBy(() -> TestMail.of(fields).header("X-Trace"))
                .message()
                .contains("there are 13:\n  \\u001b[31m0\n", "\n  … and 3 more")
                .doesNotContain("\u001b");
    }

    @Test
    void savesTheBytesToAFile(@TempDir Path folder) {
        Path file = folder.resolve("mail").resolve("order.eml");

        mail.saveTo(file);
        mail.saveTo(file);

        assertThat(file).hasBinaryContent(mail.raw());
        assertThatThrownBy(() -> mail.saveTo(file.resolve("below-a-file.eml")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot write the message to " + file);
    }
}

package io.github.smtpfake.rest.internal.mailpit.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.mailpit.content.MailContent.Part;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not as in Mailpit; MailpitMessagesTest has the rest. */
class MailContentTest {

    /** Mailpit shows such a text nowhere. */
    @Test
    void readsAPartWithoutContentTypeAsText() {
        MailContent content = MailContent.of(mail(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "",
                "untyped",
                "--b",
                "Content-Type: text/plain",
                "",
                "typed",
                "--b--"));

        assertThat(content.text()).isEqualTo("untyped\n--\ntyped");
        assertThat(content.inline()).isEmpty();
        assertThat(content.file("1")).map(part -> part.node().text()).contains("untyped");
        assertThat(content.part("2")).map(Part::id).contains("2");
        assertThat(content.file("2")).isEmpty();
    }

    @Test
    void listsFilesLevelByLevel() {
        MailContent content = MailContent.of(mail(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: multipart/mixed; boundary=c",
                "",
                "--c",
                "Content-Type: application/pdf; name=deep.pdf",
                "Content-Disposition: attachment",
                "",
                "x",
                "--c--",
                "--b",
                "Content-Type: application/pdf; name=top.pdf",
                "Content-Disposition: attachment",
                "",
                "x",
                "--b--"));

        assertThat(content.attachments()).extracting(Part::id).containsExactly("2", "1.1");
    }

    @Test
    void distinguishesMessagesWithTheSameId() {
        CapturedMessage first = mail("Subject: first", "", "first");
        CapturedMessage second = mail("Subject: other", "", "second text");

        assertThat(ListedContent.of(first).snippet()).isEqualTo("first");
        assertThat(ListedContent.of(second).snippet()).isEqualTo("second text");
        assertThat(ListedContent.ofKept(second)).contains(new ListedContent("second text", 0, 0));
        assertThat(ListedContent.ofKept(first)).isEmpty();
        assertThat(ListedContent.of(first).snippet()).isEqualTo("first");
    }

    private static CapturedMessage mail(String... lines) {
        Instant now = Instant.parse("2026-11-23T10:15:30Z");
        return new CapturedMessage(
                "ABCDEFGHIJKLMNOPQRSTUW",
                now,
                Envelope.of("a@example.org", List.of("b@example.org")),
                SessionInfo.of("s", now, "127.0.0.1:1"),
                (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

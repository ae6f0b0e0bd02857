package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Messages for the tests of assertions. */
final class Mails {
    private static final SessionInfo SESSION = SessionInfo.of("session", Instant.EPOCH, "127.0.0.1:5000");

    private Mails() {}

    static CapturedMessage mail(String... lines) {
        byte[] raw = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
        Envelope envelope = Envelope.of("app@example.org", List.of("ada@example.org", "bob@example.org"));
        // Equal messages have equal ids, so that tests can compare them.
        String id = "id" + Integer.toHexString(String.join("\n", lines).hashCode());
        return new CapturedMessage(id, Instant.EPOCH, envelope, SESSION, raw);
    }

    static CapturedMessage welcome() {
        return mail(
                "From: App <app@example.org>",
                "To: Ada <ada@example.org>",
                "Cc: Bob <bob@example.org>",
                "Reply-To: help@example.org",
                "Subject: 100% welcome",
                "X-Tag: one",
                "X-Tag: two",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: multipart/alternative; boundary=a",
                "",
                "--a",
                "Content-Type: text/plain",
                "",
                "Hello Ada",
                "--a",
                "Content-Type: text/html",
                "",
                "<p>Hello <b>Ada</b></p>",
                "--a--",
                "--b",
                "Content-Type: text/csv; name=list.csv",
                "Content-Disposition: attachment; filename=list.csv",
                "",
                "a;b",
                "--b--");
    }
}

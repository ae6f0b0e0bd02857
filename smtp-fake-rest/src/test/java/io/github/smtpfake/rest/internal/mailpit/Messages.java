package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Creates messages without a server. */
final class Messages {
    static final Instant RECEIVED_AT = Instant.parse("2026-11-23T10:15:30.123Z");

    private Messages() {}

    /** @param lines the lines of header and body */
    static CapturedMessage of(String... lines) {
        return withId("ABCDEFGHIJKLMNOPQRSTUV", lines);
    }

    static CapturedMessage withId(String id, String... lines) {
        return new CapturedMessage(
                id,
                RECEIVED_AT,
                Envelope.of("app@example.org", List.of("hidden@example.org")),
                SessionInfo.of("s", RECEIVED_AT, "127.0.0.1:1"),
                (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

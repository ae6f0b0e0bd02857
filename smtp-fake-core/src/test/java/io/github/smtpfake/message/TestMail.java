package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates messages for tests from their lines. */
public final class TestMail {
    private static final AtomicInteger NEXT_ID = new AtomicInteger();

    private TestMail() {}

    /** Returns a message with these lines in UTF-8. */
    public static CapturedMessage of(String... lines) {
        return of((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    public static CapturedMessage of(byte[] raw) {
        return of(Envelope.of("app@example.org", List.of("ada@example.org")), raw);
    }

    public static CapturedMessage of(Envelope envelope, String... lines) {
        return of(envelope, (String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    public static CapturedMessage of(Envelope envelope, byte[] raw) {
        return new CapturedMessage("id" + NEXT_ID.incrementAndGet(), Instant.now(), envelope, session("client"), raw);
    }

    public static SessionInfo session(String helo) {
        return SessionInfo.of("session" + NEXT_ID.incrementAndGet(), Instant.now(), "192.0.2.1:40000")
                .withHelo(helo)
                .withAuthentication(new Authentication("app", "PLAIN"));
    }
}

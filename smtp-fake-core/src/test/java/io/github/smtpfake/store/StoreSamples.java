package io.github.smtpfake.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages and sessions for the tests of stores, and their comparison. */
final class StoreSamples {
    /** How long a call waits for another thread at most; longer than any test should take. */
    static final Duration LONG = Duration.ofSeconds(30);

    static final Duration MOMENT = Duration.ofMillis(20);
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456789Z");
    static final Envelope ENVELOPE = Envelope.of("app@example.org", List.of("ada@example.org"));

    private StoreSamples() {}

    static CapturedMessage mail(String subject) {
        return mail(subject, Instant.now());
    }

    static CapturedMessage mail(String subject, Instant receivedAt) {
        return mail(ENVELOPE, receivedAt, ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(UTF_8));
    }

    static CapturedMessage mailFor(String recipient, String subject) {
        return mail(
                Envelope.of("app@example.org", List.of(recipient)),
                Instant.now(),
                ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(UTF_8));
    }

    static CapturedMessage mail(byte[] raw) {
        return mail(ENVELOPE, Instant.now(), raw);
    }

    static CapturedMessage mail(Envelope envelope, Instant receivedAt, byte[] raw) {
        SessionInfo session = SessionInfo.of(Ids.next(), receivedAt, "192.0.2.1:40000");
        return new CapturedMessage(Ids.next(), receivedAt, envelope, session, raw);
    }

    static CapturedMessage add(MessageStore store, String subject) throws StoreFullException {
        CapturedMessage message = mail(subject);
        store.add(message);
        return message;
    }

    /** Adds a message whose transaction began at a mark. */
    static CapturedMessage add(MessageStore store, Mark begun, String subject) throws StoreFullException {
        CapturedMessage message = mail(subject);
        store.add(message, begun);
        return message;
    }

    static List<CapturedMessage> addAll(MessageStore store, String... subjects) throws StoreFullException {
        List<CapturedMessage> messages = new ArrayList<>();
        for (String subject : subjects) {
            messages.add(add(store, subject));
        }
        return messages;
    }

    /** Returns the subjects of all messages in a store, oldest first. */
    static List<String> allSubjects(MessageStore store) {
        return subjects(store.next(StoreQuery.all(), 1_000));
    }

    static List<String> subjects(Collection<StoredMessage> messages) {
        return messages.stream()
                .map(stored -> stored.message().subject().orElse("(none)"))
                .toList();
    }

    static List<String> sessionIds(Collection<? extends SmtpSession> sessions) {
        return sessions.stream().map(SmtpSession::id).toList();
    }

    static List<String> ids(Collection<CapturedMessage> messages) {
        return messages.stream().map(CapturedMessage::id).toList();
    }

    static StoredMessage stored(MessageStore store, CapturedMessage message) {
        return store.message(message.id()).orElseThrow(() -> new AssertionError("The store does not keep " + message));
    }

    /** Returns a message in which no value is a default. */
    static CapturedMessage richMail() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SMTPUTF8", "");
        parameters.put("BODY", "8BITMIME");
        parameters.put("ENVID", "a+2Bb=c;\"d\",'e'");
        Map<String, List<Map<String, String>>> recipientParameters = new LinkedHashMap<>();
        recipientParameters.put(
                "zoë@example.org", List.of(Map.of("NOTIFY", "SUCCESS,FAILURE", "ORCPT", "rfc822;zoë@example.org")));
        recipientParameters.put("ada@example.org", List.of(Map.of(), Map.of("NOTIFY", "NEVER")));
        return new CapturedMessage(
                Ids.next(),
                NOON,
                new Envelope(
                        "grüße+\uD83D\uDE00@example.org",
                        List.of("zoë@example.org", "ada@example.org", "Bob@Example.org", "ada@example.org"),
                        parameters,
                        recipientParameters),
                new SessionInfo(
                        Ids.next(),
                        NOON.minusNanos(1),
                        "[2001:db8::1]:40000",
                        Optional.of("client-ü.example.org"),
                        Optional.of(new Authentication("zoë 'o\" \\", "SCRAM-SHA-256")),
                        Optional.of(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384"))),
                "Subject: rich\r\n\r\nbare\nlf\r\n".getBytes(UTF_8),
                List.of(
                        Problem.violation(
                                "undoubledDot", "Line 3 begins with a dot: \".é\"", "RFC 5321, section 4.5.2"),
                        Problem.advice("other", "", "because")),
                Limits.defaults());
    }

    /** Returns an ended session in which no value is a default. */
    static Snapshot richSession(String id) {
        SessionInfo info = new SessionInfo(
                id,
                NOON,
                "[2001:db8::1]:40000",
                Optional.of("client-ü.example.org"),
                Optional.of(new Authentication("zoë", "PLAIN")),
                Optional.of(new TlsInfo("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        return new Snapshot(
                info,
                Optional.of(NOON.plusNanos(1)),
                Optional.of(SessionEnd.ABORTED_BY_RULE),
                List.of(
                        new RejectedCommand("RCPT TO:<full@example.org>", "452 4.2.2 full", Optional.of("rule \"ü\"")),
                        new RejectedCommand("(TLS handshake)", "no shared cipher")),
                List.of(Ids.next(), Ids.next()),
                Optional.of(richMail().envelope()),
                true,
                List.of(
                        Problem.violation("bareLf", "a line ends with LF", "RFC 5321, section 2.3.8"),
                        Problem.advice("other", "", "because")),
                List.of(
                        new TranscriptLine(NOON.plusNanos(999), Speaker.SERVER, "220 ready"),
                        new TranscriptLine(NOON.plusNanos(1_001), Speaker.CLIENT, "EHLO client-ü \\x00 \uD83D\uDE00"),
                        new TranscriptLine(NOON.plusSeconds(1), Speaker.SERVER, "")),
                7,
                6,
                12_345);
    }

    /** Verifies that two messages have the same values. A store may return another object for the same message. */
    static void assertSameMessage(CapturedMessage actual, CapturedMessage expected) {
        assertThat(actual.id()).isEqualTo(expected.id());
        assertThat(actual.receivedAt()).isEqualTo(expected.receivedAt());
        assertThat(actual.envelope()).isEqualTo(expected.envelope());
        assertThat(List.copyOf(actual.envelope().parameters().entrySet()))
                .as("the order of the parameters")
                .isEqualTo(List.copyOf(expected.envelope().parameters().entrySet()));
        assertThat(List.copyOf(actual.envelope().recipientParameters().keySet()))
                .as("the order of the recipients with parameters")
                .isEqualTo(List.copyOf(expected.envelope().recipientParameters().keySet()));
        assertThat(actual.session()).isEqualTo(expected.session());
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(actual.raw()).isEqualTo(expected.raw());
        assertThat(readFully(actual)).isEqualTo(expected.raw());
        assertThat(actual.transmissionProblems()).isEqualTo(expected.transmissionProblems());
        assertThat(actual.problems()).isEqualTo(expected.problems());
        assertThat(actual.subject()).isEqualTo(expected.subject());
    }

    private static byte[] readFully(CapturedMessage message) {
        try (InputStream in = message.newInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Verifies that two sessions have the same values. A store may return another object for the same session. */
    static void assertSameSession(SmtpSession actual, SmtpSession expected) {
        assertThat(actual.id()).isEqualTo(expected.id());
        assertThat(actual.info()).isEqualTo(expected.info());
        assertThat(actual.endedAt()).isEqualTo(expected.endedAt());
        assertThat(actual.end()).isEqualTo(expected.end());
        assertThat(actual.rejectedCommands()).isEqualTo(expected.rejectedCommands());
        assertThat(actual.messageIds()).isEqualTo(expected.messageIds());
        assertThat(actual.openTransaction()).isEqualTo(expected.openTransaction());
        assertThat(actual.awaitsEndOfData()).isEqualTo(expected.awaitsEndOfData());
        assertThat(actual.problems()).isEqualTo(expected.problems());
        assertThat(actual.transcript()).isEqualTo(expected.transcript());
        assertThat(actual.hasIncompleteDelivery()).isEqualTo(expected.hasIncompleteDelivery());
        assertThat(actual.describe()).isEqualTo(expected.describe());
    }
}

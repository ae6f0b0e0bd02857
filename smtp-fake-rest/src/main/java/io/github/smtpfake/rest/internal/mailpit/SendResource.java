package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** {@code /api/v1/send}: composes a message and stores it, as if it had arrived over SMTP. Rules do not apply to it. */
final class SendResource {
    // Each request holds several copies of its message in memory: JSON, decoded and composed.
    private static final int MAX_CONCURRENT = 4;

    // Replaces the client address of messages that arrived over SMTP.
    private static final String CLIENT = "HTTP";

    private static final String BASIC = "BASIC";

    private final SmtpFakeServer smtp;
    private final Semaphore free = new Semaphore(MAX_CONCURRENT);

    SendResource(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    private record Sent(@JsonProperty("ID") String id) {}

    private record Failure(@JsonProperty("Error") String error) {}

    Response send(Request request) {
        if (!free.tryAcquire()) {
            return failure(503, "Already " + MAX_CONCURRENT + " messages are being sent. Try again later.");
        }
        try {
            JsonValue body = JsonValue.parseIgnoringCase(request.jsonBody(maxBodyBytes()));
            // The decoded and the composed message.
            request.memory().growWhenFree(request.memory().bytes());
            return store(SendRequestReader.read(body), session(request));
        } catch (JsonException | InvalidSendException e) {
            return failure(400, String.valueOf(e.getMessage()));
        } catch (ProblemException e) {
            return failure(e.problem().status(), e.problem().detail());
        } finally {
            free.release();
        }
    }

    /** Returns the size limit of a request, which leaves room for a message of the maximum size in base64. */
    private int maxBodyBytes() {
        return (int) Math.min(Integer.MAX_VALUE - 8L, smtp.limits().messageSize() * 3 / 2 + (1 << 20));
    }

    private Response store(SendRequest request, SessionInfo session) {
        Limits limits = smtp.limits();
        if (request.recipients().size() > limits.recipients()) {
            return failure(400, "A message may have at most " + limits.recipients() + " recipients.");
        }
        String id = RandomIds.next();
        byte[] raw = MimeWriter.write(request, id);
        if (raw.length > limits.messageSize()) {
            return failure(
                    413, "The message has " + raw.length + " bytes; the maximum is " + limits.messageSize() + ".");
        }
        Instant now = Instant.now();
        try {
            smtp.store()
                    .add(new Delivery(
                                    id,
                                    now,
                                    Envelope.of(request.from().address(), request.recipients()),
                                    session,
                                    RawMessage.of(raw),
                                    List.of(),
                                    ServerAccess.contents(smtp))
                            .toMessage(CapturedMessage.class));
        } catch (StoreFullException e) {
            return failure(507, String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            return failure(503, e.reason());
        }
        return Response.json(new Sent(id));
    }

    /** The name in the header of the request, which need not be verified, is the user. */
    private static SessionInfo session(Request request) {
        SessionInfo session = SessionInfo.of(RandomIds.next(), Instant.now(), CLIENT);
        return new SessionInfo(
                session.id(),
                session.startedAt(),
                session.client(),
                session.helo(),
                user(request).map(user -> new Authentication(user, BASIC)),
                session.tls());
    }

    private static Optional<String> user(Request request) {
        List<String> headers = request.headers("Authorization");
        String header = headers.isEmpty() ? "" : headers.get(0);
        if (!header.regionMatches(true, 0, BASIC + " ", 0, BASIC.length() + 1)) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Response failure(int status, String error) {
        return Response.json(status, new Failure(error));
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.StoreFullException;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/** {@code /api/v1/send}: makes up a message and keeps it, as if it had come by SMTP. No rule sees it. */
final class SendResource {
    // Each holds its message several times: as JSON, decoded and written.
    private static final int AT_A_TIME = 4;

    // Where messages that came by SMTP tell an address.
    private static final String CLIENT = "HTTP";

    private final SmtpFakeServer smtp;
    private final Semaphore free = new Semaphore(AT_A_TIME);

    SendResource(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    private record Sent(@JsonProperty("ID") String id) {}

    private record Failure(@JsonProperty("Error") String error) {}

    Response send(Request request) {
        if (!free.tryAcquire()) {
            return failure(503, "Already " + AT_A_TIME + " messages are being sent; try again later.");
        }
        try {
            return keep(OutgoingReader.read(request.json(largest())));
        } catch (JsonException e) {
            return failure(400, String.valueOf(e.getMessage()));
        } catch (ProblemException e) {
            return failure(e.problem().status(), e.problem().detail());
        } finally {
            free.release();
        }
    }

    /** Room for a message of the largest size in base64. */
    private int largest() {
        return (int) Math.min(Integer.MAX_VALUE - 8L, smtp.limits().messageSize() * 3 / 2 + (1 << 20));
    }

    private Response keep(Outgoing mail) {
        Limits limits = smtp.limits();
        if (mail.recipients().size() > limits.recipients()) {
            return failure(400, "A message may have at most " + limits.recipients() + " recipients.");
        }
        String id = Base62.next();
        byte[] raw = MailWriter.write(mail, id);
        if (raw.length > limits.messageSize()) {
            return failure(
                    413,
                    "The message has " + raw.length + " octets, and at most " + limits.messageSize() + " are taken.");
        }
        Instant now = Instant.now();
        try {
            smtp.store()
                    .add(new CapturedMessage(
                            id,
                            now,
                            Envelope.of(mail.from().address(), mail.recipients()),
                            SessionInfo.of(Base62.next(), now, CLIENT),
                            raw));
        } catch (StoreFullException e) {
            return failure(413, String.valueOf(e.getMessage()));
        }
        return Response.json(new Sent(id));
    }

    private static Response failure(int status, String error) {
        return Response.json(status, new Failure(error));
    }
}

package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.rest.internal.http.Multipart;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the request to store a message. Its body is the message alone, with the envelope in the query, or a sidecar and the
 * message, because a long envelope does not fit into a URL.
 */
final class NewMessageReader {
    private static final String SENDER = "sender";
    private static final String RECIPIENT = "recipient";
    private static final String RECEIVED_AT = "receivedAt";
    private static final List<String> PARAMETERS = List.of(SENDER, RECIPIENT, RECEIVED_AT);
    private static final String MESSAGE = "message/rfc822";
    private static final String SIDECAR_AND_MESSAGE = "multipart/mixed";
    private static final String JSON = "application/json";
    private static final MarkChange NO_MARKS = new MarkChange(Optional.empty(), Optional.empty());

    private final int maxMessageBytes;
    private final int maxBodyBytes;

    NewMessageReader(Limits limits) {
        this.maxMessageBytes = (int) Math.min(Integer.MAX_VALUE - 8L, limits.messageSize());
        // Leaves room for an envelope of the maximum size, whose addresses JSON can escape, and for the other values.
        long sidecar = 2L * limits.envelopeSize() + (1 << 17);
        this.maxBodyBytes = (int) Math.min(Integer.MAX_VALUE - 8L, limits.messageSize() + sidecar);
    }

    /** Returns the maximum size of a body in bytes. */
    int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Reads a request.
     *
     * @throws ProblemException with 400 if a parameter or the sidecar is invalid, 413 if the message is too large, or 415 if
     *     the body is of another type
     * @throws io.github.smtpfake.rest.internal.json.JsonException if a value of the sidecar is invalid
     */
    NewMessage read(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(PARAMETERS);
        return switch (request.mediaType()) {
            case MESSAGE -> message(parameters, request);
            case SIDECAR_AND_MESSAGE -> {
                for (String name : PARAMETERS) {
                    requireAbsent(name, parameters);
                }
                yield messageWithSidecar(request);
            }
            default ->
                throw new ProblemException(ProblemDetails.unsupportedMediaType(
                        "The body must be a message. Send the header" + " Content-Type: " + MESSAGE + ", or "
                                + SIDECAR_AND_MESSAGE + " with a sidecar and a message."));
        };
    }

    private static void requireAbsent(String name, Parameters parameters) {
        if (!parameters.all(name).isEmpty()) {
            throw Parameters.malformed(name, "must be in the sidecar if the body contains one");
        }
    }

    private NewMessage message(Parameters parameters, Request request) {
        Optional<String> sender = parameters.single(SENDER);
        sender.ifPresent(address -> checkPath(SENDER, address));
        List<String> recipients = parameters.all(RECIPIENT);
        for (String recipient : recipients) {
            if (recipient.isEmpty()) {
                throw Parameters.malformed(RECIPIENT, "must not be empty");
            }
            checkPath(RECIPIENT, recipient);
        }
        Optional<Instant> receivedAt = parameters.single(RECEIVED_AT).map(NewMessageReader::time);
        return new NewMessage(
                Optional.empty(),
                receivedAt,
                sender,
                recipients,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                NO_MARKS,
                requireFits(request.body(maxMessageBytes)));
    }

    private static Instant time(String text) {
        return Sidecar.time(text)
                .orElseThrow(() ->
                        Parameters.malformed(RECEIVED_AT, Sidecar.TIME_REQUIREMENT + "; write + as %2B in a URL"));
    }

    private static void checkPath(String name, String address) {
        if (address.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            throw Parameters.malformed(name, "must be an address without angle brackets or control characters");
        }
        if (address.indexOf(' ') >= 0 && address.indexOf('"') < 0) {
            throw Parameters.malformed(name, "must be an address without a space; write + as %2B in a URL");
        }
    }

    private NewMessage messageWithSidecar(Request request) {
        List<Multipart.Part> parts =
                Multipart.parse(request.headers("Content-Type").get(0), request.body(maxBodyBytes));
        if (parts.size() != 2
                || !parts.get(0).mediaType().equals(JSON)
                || !parts.get(1).mediaType().equals(MESSAGE)) {
            throw new ProblemException(ProblemDetails.badRequest(
                    "The body must have two parts, of the types " + JSON + " and " + MESSAGE + ", in this order."));
        }
        return Sidecar.read(
                JsonValue.parse(parts.get(0).content()),
                requireFits(parts.get(1).content()));
    }

    private byte[] requireFits(byte[] message) {
        if (message.length > maxMessageBytes) {
            throw new ProblemException(ProblemDetails.contentTooLarge(
                    "The message has " + message.length + " bytes; the maximum is " + maxMessageBytes + "."));
        }
        return message;
    }
}

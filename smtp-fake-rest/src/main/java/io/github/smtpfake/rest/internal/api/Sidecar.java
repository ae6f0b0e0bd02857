package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of a message on another server that its bytes do not contain, as {@link MessageJson} shows them. Members
 * that the bytes determine are allowed and ignored.
 */
final class Sidecar {
    /** The rest of a sentence about an invalid time of arrival. */
    static final String TIME_REQUIREMENT =
            "must be a time such as 2026-11-23T10:15:30Z, from 1970 to at most one day in the future";

    private static final List<String> USED =
            List.of("id", "receivedAt", "envelope", "session", "problems", "read", "tags");
    private static final List<String> IGNORED = List.of(
            "from",
            "to",
            "cc",
            "replyTo",
            "subject",
            "size",
            "attachmentCount",
            "snippet",
            "sessionId",
            "messageId",
            "date",
            "headers",
            "text",
            "html",
            "bcc",
            "attachments",
            "links",
            "codes",
            "calendarEvents");
    private static final List<String> KNOWN = concat(USED, IGNORED);
    /** The ids of the problems that the bytes do not show; all others are found again. */
    private static final Set<String> ON_ARRIVAL = Set.of("unstuffedDot", "looksLikeSmuggling", EnvelopeGuess.PROBLEM);
    /** The mechanism of a login, which the JSON of a message does not show. */
    private static final String UNKNOWN_MECHANISM = "";

    private static final Instant EARLIEST = Instant.EPOCH;

    private final JsonValue json;

    private Sidecar(JsonValue json) {
        this.json = json;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /**
     * Returns a message with these bytes and the values of a sidecar.
     *
     * @throws io.github.smtpfake.rest.internal.json.JsonException if a value is unknown, malformed or out of bounds
     */
    static NewMessage read(JsonValue json, byte[] raw) {
        return new Sidecar(json.requireOnly(KNOWN)).message(raw);
    }

    private NewMessage message(byte[] raw) {
        Optional<Instant> receivedAt = json.member("receivedAt").map(Sidecar::time);
        return new NewMessage(
                json.member("id").map(Sidecar::id),
                receivedAt,
                Optional.empty(),
                List.of(),
                json.member("envelope").map(Sidecar::envelope),
                json.member("session").map(session -> session(session, receivedAt.orElseGet(Instant::now))),
                json.member("problems").map(Sidecar::problems).orElse(List.of()),
                MarkChange.of(json),
                raw);
    }

    private static String id(JsonValue value) {
        if (!RandomIds.isId(value.text())) {
            throw value.wrong("must consist of 22 letters and digits");
        }
        return value.text();
    }

    private static Instant time(JsonValue value) {
        return time(value.text()).orElseThrow(() -> value.wrong(TIME_REQUIREMENT));
    }

    /** Returns a time of arrival; empty if the text is not a valid one. A day allows for clocks that differ. */
    static Optional<Instant> time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            boolean isInBounds =
                    !time.isBefore(EARLIEST) && time.isBefore(Instant.now().plusSeconds(86_400));
            return isInBounds ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Envelope envelope(JsonValue value) {
        value.requireOnly(List.of("sender", "recipients", "parameters", "recipientParameters"));
        List<String> recipients = new ArrayList<>();
        for (JsonValue recipient : value.required("recipients").elements()) {
            recipients.add(printable(recipient));
        }
        return new Envelope(
                printable(value.required("sender")),
                recipients,
                value.member("parameters").map(Sidecar::parameters).orElse(Map.of()),
                value.member("recipientParameters")
                        .map(Sidecar::recipientParameters)
                        .orElse(Map.of()));
    }

    private static Map<String, List<Map<String, String>>> recipientParameters(JsonValue value) {
        Map<String, List<Map<String, String>>> byRecipient = new LinkedHashMap<>();
        for (String recipient : value.names()) {
            List<Map<String, String>> sets = new ArrayList<>();
            for (JsonValue set : value.required(recipient).elements()) {
                sets.add(parameters(set));
            }
            byRecipient.put(recipient, sets);
        }
        return byRecipient;
    }

    private static Map<String, String> parameters(JsonValue value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String keyword : value.names()) {
            parameters.put(keyword, printable(value.required(keyword)));
        }
        return parameters;
    }

    private static SessionInfo session(JsonValue value, Instant startedAt) {
        value.requireOnly(List.of("id", "helo", "client", "user", "tls", "smtputf8", "body"));
        return new SessionInfo(
                id(value.required("id")),
                startedAt,
                printable(value.required("client")),
                value.member("helo").map(Sidecar::printable),
                value.member("user").map(user -> new Authentication(printable(user), UNKNOWN_MECHANISM)),
                value.member("tls")
                        .map(tls ->
                                new TlsInfo(printable(tls.required("protocol")), printable(tls.required("cipher")))));
    }

    private static List<Problem> problems(JsonValue value) {
        List<Problem> problems = new ArrayList<>();
        for (JsonValue problem : value.elements()) {
            problem.requireOnly(List.of("id", "severity", "detail", "reference"));
            Problem read = new Problem(
                    problem.required("id").text(),
                    severity(problem.required("severity")),
                    printable(problem.required("detail")),
                    printable(problem.required("reference")));
            if (ON_ARRIVAL.contains(read.id())) {
                problems.add(read);
            }
        }
        return problems;
    }

    private static Problem.Severity severity(JsonValue value) {
        for (Problem.Severity severity : Problem.Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(value.text())) {
                return severity;
            }
        }
        throw value.wrong("must be violation or advice");
    }

    /** Returns a text without control characters, which neither SMTP nor a log line can contain. */
    private static String printable(JsonValue value) {
        String text = value.text();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw value.wrong("must not contain control characters");
        }
        return text;
    }
}

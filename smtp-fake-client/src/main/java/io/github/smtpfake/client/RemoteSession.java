package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import io.github.smtpfake.store.StoredSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A session as it was when the server returned it. Immutable. */
record RemoteSession(
        SessionInfo info,
        Optional<Instant> endedAt,
        Optional<SessionEnd> end,
        List<RejectedCommand> rejectedCommands,
        List<String> messageIds,
        Optional<Envelope> openTransaction,
        boolean awaitsEndOfData,
        List<Problem> problems,
        List<TranscriptLine> transcript,
        long transactionsBegun,
        long transactionsEnded,
        long footprint)
        implements StoredSession {

    static RemoteSession of(JsonNode json) {
        return new RemoteSession(
                info(json.path("info")),
                Answers.text(json, "endedAt").map(Instant::parse),
                Answers.text(json, "end").map(RemoteSession::end),
                Answers.list(
                        json.path("rejectedCommands"),
                        each -> new RejectedCommand(
                                Answers.required(each, "command"),
                                Answers.required(each, "reply"),
                                Answers.text(each, "rule"))),
                Answers.texts(json.path("messageIds")),
                json.hasNonNull("openTransaction")
                        ? Optional.of(envelope(json.path("openTransaction")))
                        : Optional.empty(),
                json.path("awaitsEndOfData").asBoolean(),
                problems(json.path("problems")),
                Answers.list(
                        json.path("transcript"),
                        line -> new TranscriptLine(
                                Instant.parse(Answers.required(line, "at")),
                                Answers.constant(Speaker.class, Answers.required(line, "speaker")),
                                Answers.required(line, "line"))),
                json.path("transactionsBegun").asLong(),
                json.path("transactionsEnded").asLong(),
                json.path("footprint").asLong());
    }

    static SessionInfo info(JsonNode json) {
        return new SessionInfo(
                Answers.required(json, "id"),
                Instant.parse(Answers.required(json, "startedAt")),
                Answers.required(json, "client"),
                Answers.text(json, "helo"),
                json.hasNonNull("authentication")
                        ? Optional.of(new Authentication(
                                Answers.required(json.path("authentication"), "user"),
                                Answers.required(json.path("authentication"), "mechanism")))
                        : Optional.empty(),
                json.hasNonNull("tls")
                        ? Optional.of(new TlsInfo(
                                Answers.required(json.path("tls"), "protocol"),
                                Answers.required(json.path("tls"), "cipher")))
                        : Optional.empty());
    }

    static Envelope envelope(JsonNode json) {
        return new Envelope(
                Answers.required(json, "sender"),
                Answers.texts(json.path("recipients")),
                Answers.map(json.path("parameters"), JsonNode::asText),
                Answers.map(
                        json.path("recipientParameters"),
                        sets -> Answers.list(sets, set -> Answers.map(set, JsonNode::asText))));
    }

    static List<Problem> problems(JsonNode json) {
        return Answers.list(
                json,
                each -> new Problem(
                        Answers.required(each, "id"),
                        Answers.constant(Problem.Severity.class, Answers.required(each, "severity")),
                        Answers.required(each, "detail"),
                        Answers.required(each, "reference")));
    }

    private static SessionEnd end(String name) {
        return Answers.constant(SessionEnd.class, name);
    }
}

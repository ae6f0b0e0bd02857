package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.ContentsOfOne;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that a client asks the server to store, with the known facts about its arrival.
 *
 * @param id the id that it had on another server; empty for a new one
 * @param receivedAt when it arrived there; empty for now
 * @param sender the sender of the envelope; empty if it must be guessed
 * @param recipients the recipients of the envelope; empty if they must be guessed
 * @param envelope the whole envelope, if it is known with its parameters
 * @param session the session that delivered it; empty if none did
 * @param problems the problems that it had on arrival
 * @param marks the marks that users set there
 * @param raw the bytes of the message
 */
record NewMessage(
        Optional<String> id,
        Optional<Instant> receivedAt,
        Optional<String> sender,
        List<String> recipients,
        Optional<Envelope> envelope,
        Optional<SessionInfo> session,
        List<Problem> problems,
        MarkChange marks,
        byte[] raw) {
    // Replaces the client address of messages that arrived over SMTP.
    private static final String CLIENT = "HTTP";

    /**
     * Returns the message for the store, with a guessed envelope if none is known.
     *
     * @param contents keeps the parsed contents of the server's messages
     */
    CapturedMessage toMessage(ContentCache contents) {
        Limits limits = contents.limits();
        Instant time = receivedAt.orElseGet(Instant::now);
        String newId = id.orElseGet(RandomIds::next);
        SessionInfo info = session.orElseGet(() -> SessionInfo.of(RandomIds.next(), time, CLIENT));
        EnvelopeGuess.Result known = envelope.map(whole -> new EnvelopeGuess.Result(whole, Optional.empty()))
                .orElseGet(() -> guess(newId, time, info, limits));
        List<Problem> onArrival = new ArrayList<>(problems);
        if (!problems.isEmpty()) {
            onArrival.removeAll(
                    draft(newId, time, known.envelope(), info, limits).transmissionProblems());
        }
        known.mark().ifPresent(mark -> {
            onArrival.removeIf(problem -> problem.id().equals(mark.id()));
            onArrival.add(mark);
        });
        return new Delivery(
                        newId,
                        time,
                        known.envelope(),
                        info,
                        RawMessage.of(raw),
                        onArrival,
                        id.isPresent() ? new ContentsOfOne(contents) : contents)
                .toMessage(CapturedMessage.class);
    }

    /** Guesses what the headers of the message show, which requires a message without an envelope first. */
    private EnvelopeGuess.Result guess(String newId, Instant time, SessionInfo info, Limits limits) {
        CapturedMessage draft = draft(newId, time, Envelope.of("", List.of()), info, limits);
        return new EnvelopeGuess(draft.content()).complete(sender, recipients);
    }

    /** Returns the message without problems on arrival, which shows the problems that its bytes show. */
    private CapturedMessage draft(String newId, Instant time, Envelope known, SessionInfo info, Limits limits) {
        return new CapturedMessage(newId, time, known, info, raw, List.of(), limits);
    }
}

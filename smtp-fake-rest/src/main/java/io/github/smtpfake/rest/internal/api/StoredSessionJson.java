package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.api.SessionJson.RejectedCommandJson;
import io.github.smtpfake.rest.internal.json.JsonUnwrapped;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import io.github.smtpfake.store.StoredSession;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A session with everything that the store keeps of it, so that a client can create the same object in Java.
 *
 * @param openTransaction the envelope of the mail transaction that is under way
 */
record StoredSessionJson(
        InfoJson info,
        @Nullable Instant endedAt,
        @Nullable String end,
        List<String> messageIds,
        List<RejectedCommandJson> rejectedCommands,
        StoredMessageJson.@Nullable EnvelopeJson openTransaction,
        boolean awaitsEndOfData,
        List<ProblemJson> problems,
        List<Line> transcript,
        long transactionsBegun,
        long transactionsEnded,
        long footprint) {

    static StoredSessionJson of(SmtpSession session) {
        StoredSession stored = session instanceof StoredSession known ? known : null;
        return new StoredSessionJson(
                InfoJson.of(session.info()),
                session.endedAt().orElse(null),
                session.end().map(SessionJson::name).orElse(null),
                session.messageIds(),
                session.rejectedCommands().stream().map(RejectedCommandJson::of).toList(),
                session.openTransaction()
                        .map(StoredMessageJson.EnvelopeJson::of)
                        .orElse(null),
                session.awaitsEndOfData(),
                ProblemJson.of(session.problems()),
                session.transcript().stream().map(Line::of).toList(),
                stored == null ? 0 : stored.transactionsBegun(),
                stored == null ? 0 : stored.transactionsEnded(),
                stored == null ? 0 : stored.footprint());
    }

    /** What is known of a session while it delivers a message. */
    record InfoJson(
            String id,
            Instant startedAt,
            String client,
            @Nullable String helo,
            @Nullable Authentication authentication,
            @Nullable TlsInfo tls) {

        static InfoJson of(SessionInfo info) {
            return new InfoJson(
                    info.id(),
                    info.startedAt(),
                    info.client(),
                    info.helo().orElse(null),
                    info.authentication().orElse(null),
                    info.tls().orElse(null));
        }
    }

    /** A line of the transcript. */
    record Line(Instant at, String speaker, String line) {

        static Line of(TranscriptLine line) {
            return new Line(line.at(), line.speaker().name().toLowerCase(Locale.ROOT), line.line());
        }
    }

    /**
     * A session and some of its changes.
     *
     * @param number the number of its first change
     * @param changedAt the number of its last change
     * @param activeAt the number of its last change that counts as activity
     */
    record ActiveJson(@JsonUnwrapped StoredSessionJson session, long number, long changedAt, long activeAt) {

        static ActiveJson of(SessionActivity activity) {
            return new ActiveJson(
                    StoredSessionJson.of(activity.session()),
                    activity.number(),
                    activity.changedAt(),
                    activity.activeAt());
        }
    }
}

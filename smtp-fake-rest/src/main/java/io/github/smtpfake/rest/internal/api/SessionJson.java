package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session: its client, the commands that the server rejected, and how it ended. */
record SessionJson(
        String id,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String helo,
        String client,
        @Nullable String user,
        @Nullable TlsInfo tls,
        @Nullable String end,
        List<String> messageIds,
        List<ProblemJson> problems,
        List<RejectedCommandJson> rejectedCommands) {

    /** A rejected command, with the rule that rejected it, if any. */
    record RejectedCommandJson(
            String command, String reply, @Nullable String rule) {

        static RejectedCommandJson of(RejectedCommand rejected) {
            return new RejectedCommandJson(
                    rejected.command(), rejected.reply(), rejected.rule().orElse(null));
        }
    }

    static SessionJson of(SmtpSession session) {
        return new SessionJson(
                session.id(),
                session.info().startedAt(),
                session.endedAt().orElse(null),
                session.info().helo().orElse(null),
                session.info().client(),
                session.info().authentication().map(Authentication::user).orElse(null),
                session.info().tls().orElse(null),
                session.end().map(SessionJson::name).orElse(null),
                session.messageIds(),
                ProblemJson.of(session.problems()),
                session.rejectedCommands().stream().map(RejectedCommandJson::of).toList());
    }

    static String name(SessionEnd end) {
        return switch (end) {
            case QUIT -> "quit";
            case DISCONNECTED -> "disconnected";
            case TIMEOUT -> "timeout";
            case REJECTED -> "rejected";
            case DISPLACED -> "displaced";
            case ABORTED_BY_RULE -> "abortedByRule";
            case TLS_FAILED -> "tlsFailed";
            case STOPPED -> "stopped";
        };
    }
}

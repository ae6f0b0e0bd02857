package io.github.smtpfake.rest.api;

import io.github.smtpfake.message.Refusal;
import io.github.smtpfake.message.SmtpSession;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A session: who connected, what was refused, and how it ended. */
record SessionJson(
        String id,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String helo,
        String client,
        @Nullable String end,
        List<String> messageIds,
        List<Refusal> refusals) {

    static SessionJson of(SmtpSession session) {
        return new SessionJson(
                session.id(),
                session.info().startedAt(),
                session.endedAt().orElse(null),
                session.info().helo().orElse(null),
                session.info().client(),
                session.end().map(end -> end.name().toLowerCase(Locale.ROOT)).orElse(null),
                session.messageIds(),
                session.refusals());
    }
}

package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonUnwrapped;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.SessionPage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /api/sessions}: the sessions with and without messages, and their transcripts. */
final class SessionsResource {
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;
    private static final List<String> PARAMETERS = Stream.concat(SessionFilter.NAMES.stream(), Stream.of(LIMIT, OFFSET))
            .toList();

    private final MessageStore store;

    SessionsResource(MessageStore store) {
        this.store = store;
    }

    Response list(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(PARAMETERS);
        int limit = parameters.number(LIMIT, DEFAULT_LIMIT, 1, MAX_LIMIT);
        int offset = parameters.number(OFFSET, 0, 0, Integer.MAX_VALUE);
        SessionPage page = store.sessions(SessionFilter.query(parameters), offset, limit);
        return Response.json(new Page(
                page.sessions().stream().map(SessionJson::of).toList(),
                store.sessions(SessionQuery.any(), 0, 0).matched(),
                page.matched()));
    }

    Response show(Request request) {
        request.parameters().requireOnly(Set.of());
        SmtpSession session = store.session(request.pathParameter("id"))
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(
                        "No session has this id. The server keeps only the most recent sessions.")));
        return Response.json(new WithTranscript(
                SessionJson.of(session),
                session.transcript().stream().map(Line::of).toList()));
    }

    /**
     * A page of sessions.
     *
     * @param total the number of sessions in the store
     * @param matched the number of sessions that the filters match
     */
    private record Page(List<SessionJson> sessions, long total, long matched) {}

    private record WithTranscript(@JsonUnwrapped SessionJson session, List<Line> transcript) {}

    private record Line(Instant at, String speaker, String line) {
        static Line of(TranscriptLine line) {
            return new Line(line.at(), line.speaker().name().toLowerCase(Locale.ROOT), line.line());
        }
    }
}

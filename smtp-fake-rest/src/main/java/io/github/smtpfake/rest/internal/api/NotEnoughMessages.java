package io.github.smtpfake.rest.internal.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;

/** The problem of a request that found too few messages. It shows the messages that arrived instead and the failed sessions. */
final class NotEnoughMessages {
    private static final int MAX_SHOWN = 20;

    private NotEnoughMessages() {}

    static ProblemDetails problem(Selection selection, Wait wait, AwaitResult result) {
        List<SmtpSession> sessions = result.sessions();
        return ProblemDetails.notFound(detail(selection, wait, result))
                .with(
                        "messages",
                        result.matches().stream()
                                .limit(MAX_SHOWN)
                                .map(SummaryJson::of)
                                .toList())
                .with(
                        "closest",
                        result.nearMisses().stream()
                                .limit(MAX_SHOWN)
                                .map(Closest::of)
                                .toList())
                .with("evicted", result.evicted())
                .with(
                        "sessions",
                        sessions.subList(Math.max(0, sessions.size() - MAX_SHOWN), sessions.size()).stream()
                                .map(SessionJson::of)
                                .toList());
    }

    private static String detail(Selection selection, Wait wait, AwaitResult result) {
        String expected = "Expected at least " + wait.count() + (wait.count() == 1 ? " message" : " messages")
                + (selection.query().size() == 0 ? "" : " " + selection.query());
        int found = result.matches().size();
        String only = found == 0 ? "none" : "only " + found;
        return wait.hasTimeout()
                ? expected + " within " + text(wait.timeout()) + ", but " + only + " arrived."
                : expected + ", but " + only + (found <= 1 ? " is stored." : " are stored.");
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** A message that does not match, with the reason for each filter that it fails. */
    private record Closest(@JsonUnwrapped SummaryJson summary, List<String> mismatches) {
        static Closest of(NearMiss miss) {
            return new Closest(SummaryJson.of(miss.message()), miss.reasons());
        }
    }
}

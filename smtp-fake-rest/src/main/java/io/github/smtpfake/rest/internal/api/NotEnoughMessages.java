package io.github.smtpfake.rest.internal.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;

/** The answer to a request for messages of which there are not enough: what came instead, and what went wrong. */
final class NotEnoughMessages {
    private static final int SHOWN = 20;

    private NotEnoughMessages() {}

    static ProblemDetails problem(Selection selection, Wait wait, AwaitResult result) {
        List<SmtpSession> sessions = result.sessions();
        return ProblemDetails.notFound(detail(selection, wait, result))
                .with(
                        "messages",
                        result.matches().stream()
                                .limit(SHOWN)
                                .map(SummaryJson::of)
                                .toList())
                .with(
                        "closest",
                        result.nearMisses().stream()
                                .limit(SHOWN)
                                .map(Closest::of)
                                .toList())
                .with("evicted", result.evicted())
                .with(
                        "sessions",
                        sessions.subList(Math.max(0, sessions.size() - SHOWN), sessions.size()).stream()
                                .map(SessionJson::of)
                                .toList());
    }

    private static String detail(Selection selection, Wait wait, AwaitResult result) {
        int found = result.matches().size();
        return "Expected at least " + wait.count() + (wait.count() == 1 ? " message" : " messages")
                + (selection.query().size() == 0 ? "" : " " + selection.query())
                + (wait.isLooking() ? "" : " within " + wait.timeout().toMillis() + " ms")
                + ", but there " + (found == 1 ? "is 1" : "are " + (found == 0 ? "none" : found)) + ".";
    }

    /** A message that does not match, and a sentence for each filter that it fails. */
    private record Closest(@JsonUnwrapped SummaryJson summary, List<String> mismatches) {
        static Closest of(NearMiss miss) {
            return new Closest(SummaryJson.of(miss.message()), miss.reasons());
        }
    }
}

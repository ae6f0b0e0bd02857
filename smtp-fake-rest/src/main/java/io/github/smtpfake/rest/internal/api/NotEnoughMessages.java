package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.internal.hints.Arrivals;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.json.JsonUnwrapped;
import io.github.smtpfake.rest.internal.store.RowReader;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The problem of a request that found too few messages. Its detail is the failure message of a wait in Java; its members are the
 * same facts as data.
 */
record NotEnoughMessages(MessageStore store, MailSource mail, Selection selection, Wait awaited) {
    private static final int MAX_SHOWN = 20;

    /**
     * Returns the problem.
     *
     * @param found the number of messages that the request found
     * @param result the same messages, and the reasons why there are not more
     */
    ProblemDetails problem(long found, AwaitResult result) {
        List<SmtpSession> sessions = result.sessions();
        Arrivals arrivals = new Arrivals(
                found,
                result.nearMisses().size(),
                result.late().size(),
                result.evicted() > 0
                        || result.mark().message() > selection.since().message());
        String headline = headline(found, arrivals);
        RowReader reader = new RowReader();
        return ProblemDetails.notFound(result.report(headline, mail, selection.since(), awaited.timeout()))
                .with(
                        "messages",
                        SummaryJson.list(
                                result.matches().stream()
                                        .limit(Math.min(found, MAX_SHOWN))
                                        .flatMap(message -> store.message(message.id()).stream())
                                        .toList(),
                                reader))
                .with(
                        "closest",
                        result.nearMisses().stream()
                                .limit(MAX_SHOWN)
                                .flatMap(miss -> Closest.of(miss, store, reader).stream())
                                .toList())
                .with(
                        "late",
                        SummaryJson.list(
                                result.late().stream()
                                        .limit(MAX_SHOWN)
                                        .flatMap(message -> store.message(message.id()).stream())
                                        .toList(),
                                reader))
                .with("evicted", result.evicted())
                .with(
                        "sessions",
                        sessions.subList(Math.max(0, sessions.size() - MAX_SHOWN), sessions.size()).stream()
                                .map(SessionJson::of)
                                .toList());
    }

    private String headline(long found, Arrivals arrivals) {
        MessageQuery query = selection.described(store);
        String expected = "Expected at least " + awaited.count() + (awaited.count() == 1 ? " message" : " messages")
                + (query.size() == 0 ? "" : " " + query);
        return awaited.hasTimeout()
                ? expected + " within " + text(awaited.timeout()) + ", but " + arrivals.text(true) + "."
                : expected + ", but " + (found == 0 ? "none is" : found == 1 ? "only 1 is" : "only " + found + " are")
                        + " stored.";
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** A message that does not match, with the reason for each filter that it fails. */
    private record Closest(@JsonUnwrapped SummaryJson summary, List<String> mismatches) {
        static Optional<Closest> of(NearMiss miss, MessageStore store, RowReader reader) {
            return store.message(miss.message().id())
                    .flatMap(stored -> reader.read(stored, SummaryJson::of))
                    .map(summary -> new Closest(summary, miss.reasons()));
        }
    }
}

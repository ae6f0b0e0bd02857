package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.api.Claims.Attempt;
import io.github.smtpfake.rest.internal.api.MessageRequest.Found;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/messages/drain}: returns messages and deletes them, so that only one client receives each of them. */
final class DrainResource {
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 1_000;
    private static final List<String> PARAMETERS = Stream.of(
                    Selection.PARAMETERS, Wait.PARAMETERS, List.of(LIMIT, CodePattern.PARAMETER))
            .flatMap(List::stream)
            .toList();

    private final MessageStore store;
    private final ParkedRequests parked;
    private final Claims claims;

    DrainResource(MessageStore store, ParkedRequests parked) {
        this.store = store;
        this.parked = parked;
        this.claims = new Claims(store);
    }

    Answer drain(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(PARAMETERS);
        int limit = parameters.number(LIMIT, Integer.MAX_VALUE, 1, MAX_LIMIT);
        CodePattern codes = CodePattern.of(request);
        return new MessageRequest(
                        store,
                        Selection.of(request, store),
                        Wait.of(request, Wait.NONE),
                        (query, now, count) -> {
                            Attempt attempt = claims.claim(query, count, limit);
                            return new Found(
                                    attempt.found(),
                                    attempt.isComplete(),
                                    () -> response(request, query, attempt.claimed(), codes, now));
                        },
                        parked)
                .answer();
    }

    private Response response(Request request, StoreQuery query, NumberSet claimed, CodePattern codes, Mark now) {
        if (claimed.size() == 0) {
            return Response.json(new Nothing(List.of(), store.counters().stored(), 0, Cursor.of(now)));
        }
        Drain drain = new Drain(store, query, claimed, codes, now, this::release, request);
        try {
            // If the search fails, the request must delete nothing.
            drain.searchForCodes();
            return Response.written(200, "application/json", drain);
        } catch (RuntimeException | Error e) {
            drain.end();
            throw e;
        }
    }

    private void release(NumberSet claimed, boolean isDrained) {
        claims.release(claimed);
        if (!isDrained) {
            parked.searchAgain();
        }
    }

    /** The response without messages. */
    private record Nothing(List<MessageJson> messages, long total, int matched, String cursor) {}
}

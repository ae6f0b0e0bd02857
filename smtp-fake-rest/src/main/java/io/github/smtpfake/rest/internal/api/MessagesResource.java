package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.store.MessageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code /api/messages}: lists and deletes the messages that the filters select. */
final class MessagesResource {
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String ALL = "all";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private static final List<String> LIST_PARAMETERS = Stream.of(
                    Selection.PARAMETERS, Wait.PARAMETERS, List.of(LIMIT, OFFSET))
            .flatMap(List::stream)
            .toList();
    private static final List<String> DELETE_PARAMETERS =
            Stream.concat(Selection.PARAMETERS.stream(), Stream.of(ALL)).toList();

    private final MessageStore store;
    private final ParkedRequests parked;

    MessagesResource(MessageStore store, ParkedRequests parked) {
        this.store = store;
        this.parked = parked;
    }

    Answer list(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(LIST_PARAMETERS);
        int limit = parameters.number(LIMIT, DEFAULT_LIMIT, 1, MAX_LIMIT);
        int offset = parameters.number(OFFSET, 0, 0, Integer.MAX_VALUE);
        return request(parameters, Wait.of(parameters, Wait.NONE), result -> page(result, offset, limit));
    }

    private Answer request(Parameters parameters, Wait wait, Function<AwaitResult, Response> response) {
        Selection selection = Selection.of(parameters, store);
        return new MessageRequest(selection, wait, MessageRequest.Search.in(store), response, parked).answer();
    }

    private Response page(AwaitResult result, int offset, int limit) {
        return Response.json(new Page(
                newestFirst(result.matches(), offset, limit),
                store.counters().stored(),
                result.matches().size(),
                Cursor.of(result.mark())));
    }

    private static List<SummaryJson> newestFirst(List<CapturedMessage> messages, int offset, int limit) {
        List<SummaryJson> page = new ArrayList<>();
        for (int i = messages.size() - 1 - offset; i >= 0 && page.size() < limit; i--) {
            page.add(SummaryJson.of(messages.get(i)));
        }
        return page;
    }

    Answer delete(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(DELETE_PARAMETERS);
        requireFilterOrAll(parameters);
        return request(parameters, Wait.NONE, selected -> {
            int deleted = 0;
            for (CapturedMessage message : selected.matches()) {
                if (store.delete(message.id())) {
                    deleted++;
                }
            }
            return Response.json(new Deleted(deleted));
        });
    }

    /** Rejects an ambiguous request, because a client that omits its filter by mistake must not delete everything. */
    private static void requireFilterOrAll(Parameters parameters) {
        boolean all = parameters.single(ALL).map(MessagesResource::all).orElse(false);
        if (all == Selection.isIn(parameters)) {
            throw new ProblemException(
                    ProblemDetails.badRequest(
                            "Give either filters, which select the messages to delete, or all=true, which deletes every message."));
        }
    }

    private static boolean all(String text) {
        if (!text.equals("true")) {
            throw Parameters.malformed(ALL, "must be true or absent");
        }
        return true;
    }

    /**
     * A page of messages.
     *
     * @param total the number of messages in the store
     * @param matched the number of messages that the filters match
     */
    private record Page(List<SummaryJson> messages, int total, int matched, String cursor) {}

    private record Deleted(int deleted) {}
}

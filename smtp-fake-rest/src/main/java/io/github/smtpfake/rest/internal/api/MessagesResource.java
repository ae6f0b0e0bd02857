package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.api.MessageRequest.Found;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.rest.internal.store.ReadingMemory.Rows;
import io.github.smtpfake.rest.internal.store.RowValues;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** {@code /api/messages}: lists, changes and deletes the messages that the filters select. */
final class MessagesResource {
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String ALL = "all";
    private static final String PROBLEMS = "problems";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private static final List<String> LIST_PARAMETERS = Stream.of(
                    Selection.PARAMETERS, Wait.PARAMETERS, List.of(LIMIT, OFFSET, PROBLEMS))
            .flatMap(List::stream)
            .toList();
    private static final List<String> SELECTING_PARAMETERS =
            Stream.concat(Selection.PARAMETERS.stream(), Stream.of(ALL)).toList();

    private final MessageStore store;
    private final ParkedRequests parked;
    private final ProblemCounts problemCounts = new ProblemCounts();

    MessagesResource(MessageStore store, ParkedRequests parked) {
        this.store = store;
        this.parked = parked;
    }

    Answer list(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(LIST_PARAMETERS);
        int limit = parameters.number(LIMIT, DEFAULT_LIMIT, 1, MAX_LIMIT);
        int offset = parameters.number(OFFSET, 0, 0, Integer.MAX_VALUE);
        BiFunction<StoredMessage, RowValues, SummaryJson> row = row(request);
        return new MessageRequest(
                        store,
                        Selection.of(request, store),
                        Wait.of(request, Wait.NONE),
                        (query, now, count) -> {
                            Page page = store.page(query, offset, limit);
                            long matched = page.matched();
                            Rows<SummaryJson> rows = ReadingMemory.rows(store, page.messages(), row);
                            return new Found(matched, true, () -> response(rows, matched, now));
                        },
                        parked)
                .answer();
    }

    /** Examining all messages of a page needs time, so that web pages of other origins may not ask for it. */
    private BiFunction<StoredMessage, RowValues, SummaryJson> row(Request request) {
        boolean withProblems = request.parameters()
                .single(PROBLEMS)
                .map(text -> isTrue(PROBLEMS, text))
                .orElse(false);
        if (withProblems) {
            request.requireOwnOrigin();
            ProblemCounts.ForAnswer counts = problemCounts.forAnswer();
            return (stored, row) -> SummaryJson.withProblemCount(stored, row, counts);
        }
        return SummaryJson::of;
    }

    private Response response(Rows<SummaryJson> rows, long matched, Mark now) {
        return Response.json(new PageJson(rows.read(), store.counters().stored(), matched, Cursor.of(now)));
    }

    Answer delete(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(SELECTING_PARAMETERS);
        requireFilterOrAll(parameters);
        int deleted = store.delete(Selection.of(request, store).query());
        return Response.json(new Deleted(deleted));
    }

    /** Sets read mark and tags of the selected messages. */
    Answer update(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(SELECTING_PARAMETERS);
        MarkChange change = MarkChange.read(request);
        requireFilterOrAll(parameters);
        return Response.json(
                new Updated(change.applyTo(store, Selection.of(request, store).query())));
    }

    /** Rejects an ambiguous request, because a client that omits its filter by mistake must not delete or change everything. */
    private static void requireFilterOrAll(Parameters parameters) {
        boolean all = parameters.single(ALL).map(text -> isTrue(ALL, text)).orElse(false);
        if (all == Selection.isIn(parameters)) {
            throw new ProblemException(ProblemDetails.badRequest(
                    "Give either filters, which select the messages, or all=true, which selects every message."));
        }
    }

    private static boolean isTrue(String name, String text) {
        if (!text.equals("true")) {
            throw Parameters.malformed(name, "must be true or absent");
        }
        return true;
    }

    /**
     * A page of messages.
     *
     * @param total the number of messages in the store
     * @param matched the number of messages that the filters match
     */
    private record PageJson(List<SummaryJson> messages, long total, long matched, String cursor) {}

    private record Deleted(int deleted) {}

    private record Updated(int updated) {}
}

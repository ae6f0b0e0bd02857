package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.api.StoreChanges.Event;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.HttpLimits;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /api/store}: the primitives of the store, on which the Java client builds the same waits as an embedded server. A mark
 * consists of two numbers, as in Java.
 */
final class StoreResource implements AutoCloseable {
    /** The version of these routes; it changes if a client of an older release can no longer use them. */
    private static final int PROTOCOL = 2;

    /** A quarter of the connections, beside the half that other requests may wait on. */
    private static final int MAX_WAITING_REQUESTS = HttpLimits.DEFAULT.connections() / 4;

    private static final int MAX_PAGE = 1_000;
    private static final int MAX_BODY_BYTES = 1 << 20;
    /** What the sessions of a page may occupy, except that the last one may exceed it. */
    private static final long PAGE_BYTES = 1 << 20;

    private static final String MESSAGE = "message";
    private static final String SESSION = "session";
    private static final String RUN = "run";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String QUERY = "query";
    private static final String ORDER = "order";

    /** Identifies this run of the server, because marks of another run are meaningless. */
    private final String run = RandomIds.next();

    private final MessageStore store;
    private final StoreChanges changes;
    private final RepeatedRequests deletions = new RepeatedRequests();

    StoreResource(MessageStore store) {
        this.store = store;
        this.changes = new StoreChanges(store, MAX_WAITING_REQUESTS);
    }

    /** Adds the routes of this resource. */
    Router addTo(Router router) {
        return router.get("/api/store", this::show)
                .get("/api/store/mark", this::mark)
                .get("/api/store/changes", this::awaitChange)
                .withBody("POST", "/api/store/messages", this::messages)
                .withBody("POST", "/api/store/messages/delete", this::delete)
                .get("/api/store/messages/{id}", this::message)
                .get("/api/store/sessions/{id}", this::session)
                .get("/api/store/activity", this::activity)
                .get("/api/store/evicted", this::evicted);
    }

    private Response show(Request request) {
        request.parameters().requireOnly(Set.of());
        store.requireAvailable();
        return Response.json(new State(PROTOCOL, run, store.counters()));
    }

    private Response mark(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(List.of("time", "of"));
        Optional<String> time = parameters.single("time");
        Optional<String> id = parameters.single("of");
        if (id.isPresent()) {
            return marked(store.markOf(id.get()).orElseThrow(StoreResource::noMessage));
        }
        return marked(time.isPresent() ? store.markAt(time(time.get())) : store.mark());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Parameters.malformed("time", "must be a time in UTC such as 2026-11-23T10:15:30Z");
        }
    }

    private Response marked(Mark mark) {
        return Response.json(new MarkJson(run, mark.message(), mark.session()));
    }

    private Answer awaitChange(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(List.of(MESSAGE, SESSION, RUN, "for", "wait"));
        Event event = event(parameters.single("for").orElse("change"));
        Duration timeout = parameters.single("wait").isPresent()
                ? Wait.of(request, Wait.NONE).timeout()
                : Duration.ZERO;
        if (!parameters.single(RUN).orElse(run).equals(run)) {
            return changed(store.mark(), false);
        }
        return changes.await(event, mark(parameters), timeout, this::changed);
    }

    private Response changed(Mark now, boolean happened) {
        return Response.json(new Change(run, now.message(), now.session(), happened));
    }

    private static Event event(String name) {
        return switch (name) {
            case "arrival" -> Event.ARRIVAL;
            case "change" -> Event.CHANGE;
            default -> throw Parameters.malformed("for", "must be arrival or change");
        };
    }

    private static Mark mark(Parameters parameters) {
        return new Mark(number(parameters, MESSAGE), number(parameters, SESSION));
    }

    private static long number(Parameters parameters, String name) {
        String text = parameters.single(name).orElse("0");
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformedNumber(name);
        }
        throw malformedNumber(name);
    }

    private static ProblemException malformedNumber(String name) {
        return Parameters.malformed(name, "must be a number that is not negative");
    }

    private Response messages(Request request) {
        request.parameters().requireOnly(Set.of());
        JsonValue body = request.json(MAX_BODY_BYTES).requireOnly(List.of(QUERY, ORDER, LIMIT, OFFSET));
        StoreQuery query = query(body);
        int limit = number(body, LIMIT, MAX_PAGE, MAX_PAGE);
        int offset = number(body, OFFSET, 0, Integer.MAX_VALUE);
        String order = body.member(ORDER).map(JsonValue::text).orElse("newest");
        return switch (order) {
            case "newest" -> page(store.page(query, offset, limit));
            case "oldest" -> oldest(query, limit);
            default -> throw body.required(ORDER).wrong("must be newest or oldest");
        };
    }

    private static StoreQuery query(JsonValue body) {
        return body.member(QUERY).map(StoreQueryJson::read).orElse(StoreQuery.all());
    }

    private static int number(JsonValue body, String name, int absent, int max) {
        int number = body.member(name).map(JsonValue::integer).orElse(absent);
        if (number < 0 || number > max) {
            throw body.required(name).wrong("must be from 0 to " + max);
        }
        return number;
    }

    private Response oldest(StoreQuery query, int limit) {
        List<StoredMessage> next = limit == 0 ? List.of() : store.next(query, limit);
        return Response.json(
                new Messages(next.stream().map(StoredMessageJson::of).toList(), next.size()));
    }

    private static Response page(Page page) {
        return Response.json(
                new Messages(page.messages().stream().map(StoredMessageJson::of).toList(), page.matched()));
    }

    private Response message(Request request) {
        request.parameters().requireOnly(Set.of());
        return store.message(request.pathParameter("id"))
                .map(stored -> Response.json(StoredMessageJson.of(stored)))
                .orElseThrow(StoreResource::noMessage);
    }

    private static ProblemException noMessage() {
        return new ProblemException(
                ProblemDetails.notFound("No message has this id. It may have been deleted or evicted."));
    }

    private Response delete(Request request) {
        request.parameters().requireOnly(Set.of(RepeatedRequests.KEY));
        JsonValue body = request.json(MAX_BODY_BYTES).requireOnly(List.of(QUERY));
        StoreQuery query = StoreQueryJson.read(body.required(QUERY));
        return Response.json(deletions.answer(request, () -> Map.of("deleted", store.delete(query))));
    }

    private Response session(Request request) {
        request.parameters().requireOnly(Set.of());
        return store.session(request.pathParameter("id"))
                .map(session -> Response.json(StoredSessionJson.of(session)))
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(
                        "No session has this id. The server keeps only the most recent sessions.")));
    }

    /**
     * Returns one page of the active sessions. The number of the last session of the previous page says where it begins, so sessions
     * that begin or are evicted meanwhile move none.
     */
    private Response activity(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(List.of(MESSAGE, SESSION, AFTER, LIMIT));
        int limit = parameters.number(LIMIT, MAX_PAGE, 1, MAX_PAGE);
        Mark mark = mark(parameters);
        List<SessionActivity> next = store.nextActivity(mark, number(parameters, AFTER), limit);
        List<SessionActivity> page = first(next);
        boolean more = page.size() < next.size() || hasActivityAfter(mark, page);
        return Response.json(
                new Activity(page.stream().map(StoredSessionJson.ActiveJson::of).toList(), more));
    }

    private boolean hasActivityAfter(Mark mark, List<SessionActivity> page) {
        return !page.isEmpty()
                && !store.nextActivity(mark, page.get(page.size() - 1).number(), 1)
                        .isEmpty();
    }

    /** Returns the first sessions, as many as an answer can show. */
    private static List<SessionActivity> first(List<SessionActivity> sessions) {
        long bytes = 0;
        int count = 0;
        while (count < sessions.size() && bytes < PAGE_BYTES) {
            bytes += sessions.get(count).session().footprint();
            count++;
        }
        return sessions.subList(0, count);
    }

    private Response evicted(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(List.of(MESSAGE));
        return Response.json(Map.of("evicted", store.evictedAfter(new Mark(number(parameters, MESSAGE), 0))));
    }

    /** Returns the number of requests that wait for a change of the store. */
    int waiting() {
        return changes.count();
    }

    @Override
    public void close() {
        changes.close();
    }

    private record State(int protocol, String run, Counters counters) {}

    private record MarkJson(String run, long message, long session) {}

    /** @param happened whether there was an event after the mark of the request */
    private record Change(String run, long message, long session, boolean happened) {}

    /** @param matched the number of all messages that match; from the oldest, only of those on this page */
    private record Messages(List<StoredMessageJson> messages, long matched) {}

    /** @param more whether there are sessions after those of this page */
    private record Activity(List<StoredSessionJson.ActiveJson> sessions, boolean more) {}
}

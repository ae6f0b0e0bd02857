package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.api.NativeParameters;
import io.github.smtpfake.rest.internal.api.NativeParameters.Result;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.mailpit.search.SearchQuery;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the messages that requests name by an id, by {@code latest} or by a query. */
final class MessageFinder {
    private static final String LATEST = "latest";
    /** Names of the time zone database that not every Java release has as regions. */
    private static final Map<String, String> SHORT_ZONES = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    private final MessageStore store;
    private final @Nullable Api nativeApi;

    /**
     * Creates a finder.
     *
     * @param nativeApi the API whose requests wait for messages, too; null if no request will wait
     */
    MessageFinder(MessageStore store, @Nullable Api nativeApi) {
        this.store = store;
        this.nativeApi = nativeApi;
    }

    MessageStore store() {
        return store;
    }

    /** Returns the number of unread messages. */
    long unread() {
        return store.count(StoreQuery.all().read(false));
    }

    /**
     * Returns the query of a request.
     *
     * @throws ProblemException with 400 if the request has no query
     */
    static StoreQuery search(Parameters parameters) {
        String query = text(parameters);
        if (query.isEmpty()) {
            throw noQuery();
        }
        return query(query, zone(parameters)).toStoreQuery();
    }

    /**
     * Parses a query, and rejects terms whose value has no meaning, because a search without them would find other messages than
     * the client expects.
     *
     * @throws ProblemException with 400 if there is such a term
     */
    static SearchQuery query(String text, ZoneId zone) {
        SearchQuery query = SearchQuery.parse(text, zone);
        if (!query.unreadable().isEmpty()) {
            throw new ProblemException(
                    ProblemDetails.badRequest("Error: this search term contains no date that the server can read: "
                            + query.unreadable().get(0)));
        }
        return query;
    }

    private static ProblemException noQuery() {
        return new ProblemException(ProblemDetails.badRequest("Error: no search query"));
    }

    /**
     * Returns the same query as {@link #search(Parameters)}, but rejects terms without a value. Other searches ignore such terms,
     * which would delete too many messages here.
     *
     * @throws ProblemException with 400 if the request has no query or such a term
     */
    static StoreQuery searchStrictly(Parameters parameters) {
        SearchQuery search = strictly(query(text(parameters), zone(parameters)), "deleted");
        if (search.isEmpty()) {
            throw noQuery();
        }
        return search.toStoreQuery();
    }

    /**
     * Parses a query that selects messages to change, and rejects terms without a value, as {@link #searchStrictly} does.
     *
     * @param change what would have happened to the messages
     * @throws ProblemException with 400 if the query has a term that is invalid
     */
    static StoreQuery queryStrictly(String text, ZoneId zone, String change) {
        return strictly(query(text, zone), change).toStoreQuery();
    }

    private static SearchQuery strictly(SearchQuery search, String change) {
        if (!search.withoutValue().isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest("Error: invalid search term, so nothing was " + change
                    + ": " + search.withoutValue().get(0)));
        }
        return search;
    }

    /**
     * Returns the response for the messages that match a query. If the request has parameters of the native API, for example to
     * wait for messages, the response may follow later.
     *
     * @param least the number of messages that a request with such parameters, but without {@code wait}, needs: 0 or 1
     */
    Answer answer(Request request, StoreQuery query, int least, Function<StoreQuery, Response> response) {
        if (nativeApi == null || !NativeParameters.isIn(request)) {
            return response.apply(query);
        }
        return nativeApi
                .parameters()
                .answer(
                        request,
                        query,
                        least,
                        (selected, count) -> new Result(store.count(selected), () -> response.apply(selected)));
    }

    /**
     * Returns the response for the message that the path of a request names: by an id, or as the latest one that matches its
     * query, for which the request may wait.
     *
     * @throws ProblemException with 404 if there is no such message
     */
    Answer answer(Request request, Function<StoredMessage, Response> response) {
        String id = request.pathParameter("ID");
        if (!id.equals(LATEST)) {
            return response.apply(find(id, request.parameters()));
        }
        return answer(request, query(request.parameters()), 1, query -> response.apply(latest(query)));
    }

    /**
     * Returns the message with an id, or the latest message that matches the query of the parameters.
     *
     * @throws ProblemException with 404 if there is no such message
     */
    StoredMessage find(String id, Parameters parameters) {
        if (!id.equals(LATEST)) {
            return store.message(id)
                    .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(PlainTextErrors.NOT_FOUND)));
        }
        return latest(query(parameters));
    }

    private static StoreQuery query(Parameters parameters) {
        return query(text(parameters), zone(parameters)).toStoreQuery();
    }

    private StoredMessage latest(StoreQuery query) {
        return NewestFirst.first(store, query)
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound("Message not found")));
    }

    private static String text(Parameters parameters) {
        return first(parameters, "query").strip();
    }

    /** Returns the time zone of a request; that of the server if the request has none, or an unknown one. */
    static ZoneId zone(Parameters parameters) {
        String zone = first(parameters, "tz");
        return Zones.NAMES.contains(zone)
                ? ZoneId.of(zone)
                : Optional.ofNullable(SHORT_ZONES.get(zone)).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }

    /** Returns the first value of a parameter; empty if it is missing. */
    static String first(Parameters parameters, String name) {
        List<String> values = parameters.all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Loaded by the first request that needs it, so that the server starts without the time zone database. */
    private static final class Zones {
        static final Set<String> NAMES = ZoneId.getAvailableZoneIds();
    }
}

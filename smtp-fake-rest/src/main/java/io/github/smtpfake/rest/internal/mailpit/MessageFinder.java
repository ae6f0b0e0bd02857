package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.mailpit.search.SearchQuery;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the messages that requests name by an id, by {@code latest} or by a query. */
final class MessageFinder {
    private static final String LATEST = "latest";
    /** Names of the time zone database that not every Java release has as regions. */
    private static final Map<String, String> SHORT_ZONES = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    private final MessageStore store;

    MessageFinder(MessageStore store) {
        this.store = store;
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
                    ProblemDetails.badRequest("Error: this search term contains no date that the server" + " can read: "
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
        SearchQuery search = query(text(parameters), zone(parameters));
        if (!search.withoutValue().isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest("Error: invalid search term, so nothing was deleted: "
                    + search.withoutValue().get(0)));
        }
        if (search.isEmpty()) {
            throw noQuery();
        }
        return search.toStoreQuery();
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
        StoreQuery query = query(text(parameters), zone(parameters)).toStoreQuery();
        return NewestFirst.first(store, query)
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound("Message not found")));
    }

    private static String text(Parameters parameters) {
        return first(parameters, "query").strip();
    }

    /** Returns the time zone of a request; that of the server if the request has none, or an unknown one. */
    static ZoneId zone(Parameters parameters) {
        String zone = first(parameters, "tz");
        return ZoneId.getAvailableZoneIds().contains(zone)
                ? ZoneId.of(zone)
                : Optional.ofNullable(SHORT_ZONES.get(zone)).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }

    /** Returns the first value of a parameter; empty if it is missing. */
    static String first(Parameters parameters, String name) {
        List<String> values = parameters.all(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}

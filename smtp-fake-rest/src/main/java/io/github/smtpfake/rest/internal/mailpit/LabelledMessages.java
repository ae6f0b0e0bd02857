package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.store.MessageStore;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The messages of the store with their labels. */
final class LabelledMessages {
    private static final String LATEST = "latest";

    private final MessageStore store;
    private final Labels labels;

    LabelledMessages(MessageStore store) {
        this.store = store;
        this.labels = new Labels(store);
    }

    MessageStore store() {
        return store;
    }

    Labels labels() {
        return labels;
    }

    /** Returns all messages, the newest first. */
    List<CapturedMessage> newestFirst() {
        List<CapturedMessage> messages = new ArrayList<>(store.messages());
        Collections.reverse(messages);
        return messages;
    }

    /** Returns the messages that match a query, the newest first. */
    List<CapturedMessage> search(String query, ZoneId zone) {
        SearchQuery search = SearchQuery.parse(query, zone);
        return newestFirst().stream()
                .filter(message -> search.matches(message, labels.of(message)))
                .toList();
    }

    /**
     * Returns the messages that match the query of a request, the newest first.
     *
     * @throws ProblemException with 400 if the request has no query
     */
    List<CapturedMessage> search(Parameters parameters) {
        String query = query(parameters);
        if (query.isEmpty()) {
            throw noQuery();
        }
        return search(query, zone(parameters));
    }

    private static ProblemException noQuery() {
        return new ProblemException(ProblemDetails.badRequest("Error: no search query"));
    }

    /**
     * Returns the same messages as {@link #search(Parameters)}, but rejects malformed terms. Other searches ignore such terms,
     * which would delete too many messages here.
     *
     * @throws ProblemException with 400 if the request has no query or a malformed term
     */
    List<CapturedMessage> searchStrictly(Parameters parameters) {
        SearchQuery search = SearchQuery.parse(query(parameters), zone(parameters));
        if (!search.malformed().isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest("Error: invalid search term, so nothing was deleted: "
                    + search.malformed().get(0)));
        }
        if (search.isEmpty()) {
            throw noQuery();
        }
        return search(parameters);
    }

    /**
     * Returns the message with an id, or the latest message that matches the query of the parameters.
     *
     * @throws ProblemException with 404 if there is no such message
     */
    CapturedMessage find(String id, Parameters parameters) {
        if (!id.equals(LATEST)) {
            return store.message(id)
                    .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(PlainTextErrors.NOT_FOUND)));
        }
        String query = query(parameters);
        Optional<CapturedMessage> latest = query.isEmpty()
                ? newest()
                : search(query, zone(parameters)).stream().findFirst();
        return latest.orElseThrow(() -> new ProblemException(ProblemDetails.notFound("Message not found")));
    }

    private Optional<CapturedMessage> newest() {
        List<CapturedMessage> messages = store.messages();
        return messages.isEmpty() ? Optional.empty() : Optional.of(messages.get(messages.size() - 1));
    }

    /** Returns the number of unread messages. */
    int unread(List<CapturedMessage> messages) {
        return (int)
                messages.stream().filter(message -> !labels.of(message).read()).count();
    }

    void delete(List<CapturedMessage> messages) {
        messages.forEach(message -> store.delete(message.id()));
    }

    static String query(Parameters parameters) {
        return first(parameters, "query").strip();
    }

    /** Returns the time zone of a request. Rejects an unknown zone, because ignoring it would shift every date. */
    static ZoneId zone(Parameters parameters) {
        String zone = first(parameters, "tz");
        try {
            return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    ProblemDetails.badRequest("tz must be a time zone such as Europe/Berlin, not \"" + zone + "\""));
        }
    }

    /** Returns the first value of a parameter; empty if it is missing. */
    static String first(Parameters parameters, String name) {
        List<String> values = parameters.all(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}

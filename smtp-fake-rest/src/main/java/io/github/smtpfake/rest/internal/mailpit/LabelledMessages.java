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

/** The messages of the store together with their labels, as the resources ask for them. */
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

    List<CapturedMessage> search(String query, ZoneId zone) {
        SearchQuery search = SearchQuery.parse(query, zone);
        return newestFirst().stream()
                .filter(message -> search.matches(message, labels.of(message)))
                .toList();
    }

    /** @throws ProblemException with 400 if the request has no query */
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
     * As {@link #search(Parameters)}, for a search whose matches are to be deleted: a term that is left out as it is
     * malformed would let it delete too much.
     *
     * @throws ProblemException with 400 if the request has no query, or one with such a term
     */
    List<CapturedMessage> searchStrictly(Parameters parameters) {
        SearchQuery search = SearchQuery.parse(query(parameters), zone(parameters));
        if (!search.malformed().isEmpty()) {
            throw new ProblemException(
                    ProblemDetails.badRequest("Error: nothing is deleted, as the search has what cannot"
                            + " be understood: " + search.malformed().get(0)));
        }
        if (search.isEmpty()) {
            throw noQuery();
        }
        return search(parameters);
    }

    /**
     * Finds a message by its id, or as the latest of those that the parameters select.
     *
     * @throws ProblemException with 404 if there is none
     */
    CapturedMessage find(String id, Parameters parameters) {
        if (!id.equals(LATEST)) {
            return store.message(id)
                    .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(PlainErrors.NOT_FOUND)));
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

    /** An unknown zone would move every date, so it is not ignored. */
    static ZoneId zone(Parameters parameters) {
        String zone = first(parameters, "tz");
        try {
            return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    ProblemDetails.badRequest("tz must be a time zone such as Europe/Berlin, not \"" + zone + "\""));
        }
    }

    static String first(Parameters parameters, String name) {
        List<String> values = parameters.all(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}

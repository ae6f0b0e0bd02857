package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.mailpit.search.SearchDate;
import io.github.smtpfake.store.StoreQuery;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** {@code /api/v1/messages} and {@code /api/v1/search}: lists, marks and deletes messages. */
final class MessagesResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_FOREIGN_LIMIT = 1_000;
    private static final String IDS = "IDs";
    private static final String SEARCH = "Search";
    private static final String READ = "Read";

    private final MessageFinder mail;
    private final LazyEvents events;

    MessagesResource(MessageFinder mail, LazyEvents events) {
        this.mail = mail;
        this.events = events;
    }

    /** Lists all messages; a limit of 0 means no limit. A page of another origin must not request very many messages. */
    Answer list(Request request) {
        int limit = number(request.parameters(), "limit", DEFAULT_LIMIT);
        if (limit == 0 || limit > MAX_FOREIGN_LIMIT) {
            request.requireOwnOrigin();
        }
        return page(request, StoreQuery.all(), limit == 0 ? Integer.MAX_VALUE : limit);
    }

    /**
     * Lists the messages that match a query; a limit of 0 returns no messages. A page of another origin must not search, because
     * that may examine all messages.
     */
    Answer search(Request request) {
        request.requireOwnOrigin();
        StoreQuery query = MessageFinder.search(request.parameters());
        return page(request, query, number(request.parameters(), "limit", DEFAULT_LIMIT));
    }

    private Answer page(Request request, StoreQuery query, int limit) {
        int start = number(request.parameters(), "start", 0);
        return mail.answer(
                request,
                before(query, request.parameters()),
                0,
                selected -> PageResponse.of(mail.store(), selected, start, limit));
    }

    private static StoreQuery before(StoreQuery query, Parameters parameters) {
        String before = MessageFinder.first(parameters, "before");
        if (before.isEmpty()) {
            return query;
        }
        Instant date = SearchDate.parse(before, MessageFinder.zone(parameters))
                .orElseThrow(() -> Parameters.malformed("before", "must be a date"));
        return query.matching(MessageQueries.receivedBefore(date));
    }

    /** Ignores invalid and negative numbers. */
    private static int number(Parameters parameters, String name, int defaultNumber) {
        try {
            int number = Integer.parseInt(MessageFinder.first(parameters, name));
            return number < 0 ? defaultNumber : number;
        } catch (NumberFormatException e) {
            return defaultNumber;
        }
    }

    /**
     * Marks messages as read or unread: those with the given ids, those that match a search, or all.
     * Rejects invalid terms of a search; Mailpit would ignore them, and mark more messages.
     */
    Response mark(Request request) {
        JsonValue body = RequestBodies.required(request, READ, IDS, SEARCH);
        boolean read = body.member(READ).map(JsonValue::bool).orElse(false);
        List<String> ids = RequestBodies.texts(body, IDS);
        String search = RequestBodies.text(body, SEARCH).strip();
        if (!ids.isEmpty() && !search.isEmpty()) {
            throw new ProblemException(
                    ProblemDetails.badRequest("You may specify either IDs or a search query, not both"));
        }
        ZoneId zone = MessageFinder.zone(request.parameters());
        StoreQuery query = search.isEmpty() ? withIds(ids) : MessageFinder.queryStrictly(search, zone, "marked");
        mail.store().markRead(query, read);
        return Response.text(200, "ok");
    }

    /**
     * Deletes the messages with the given ids, or all messages if the body contains no ids. Rejects an invalid body; Mailpit
     * would delete all messages.
     */
    Response delete(Request request) {
        List<String> ids = RequestBodies.optional(request, IDS)
                .map(body -> RequestBodies.texts(body, IDS))
                .orElse(List.of());
        if (ids.isEmpty()) {
            events.truncate(() -> mail.store().delete(StoreQuery.all()));
        } else {
            mail.store().delete(withIds(ids));
        }
        return Response.text(200, "ok");
    }

    Response deleteSearch(Request request) {
        mail.store().delete(MessageFinder.searchStrictly(request.parameters()));
        return Response.text(200, "ok");
    }

    /** Returns a query for the messages with the given ids; for all messages if no id is given. */
    private static StoreQuery withIds(List<String> ids) {
        return ids.isEmpty() ? StoreQuery.all() : StoreQuery.ids(ids);
    }
}

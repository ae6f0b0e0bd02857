package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /api/v1/messages} and {@code /api/v1/search}: lists, marks and deletes messages. */
final class MessagesResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final String IDS = "IDs";
    private static final String SEARCH = "Search";

    private final LabelledMessages mail;

    MessagesResource(LabelledMessages mail) {
        this.mail = mail;
    }

    /** Lists all messages; a limit of 0 means no limit. */
    Response list(Request request) {
        int limit = number(request.parameters(), "limit", DEFAULT_LIMIT);
        List<CapturedMessage> all = before(mail.newestFirst(), request.parameters());
        return page(request, all, limit == 0 ? Integer.MAX_VALUE : limit);
    }

    /** Lists the messages that match a query; a limit of 0 returns no messages. */
    Response search(Request request) {
        List<CapturedMessage> matches = before(mail.search(request.parameters()), request.parameters());
        return page(request, matches, number(request.parameters(), "limit", DEFAULT_LIMIT));
    }

    private Response page(Request request, List<CapturedMessage> matches, int limit) {
        int start = number(request.parameters(), "start", 0);
        List<SummaryJson> shown = matches.stream()
                .skip(start)
                .limit(limit)
                .map(message -> SummaryJson.of(message, mail.labels().of(message)))
                .toList();
        List<CapturedMessage> all = mail.store().messages();
        return Response.json(new PageJson(
                all.size(),
                mail.unread(all),
                shown.size(),
                matches.size(),
                mail.unread(matches),
                start,
                mail.labels().tags(),
                shown));
    }

    private static List<CapturedMessage> before(List<CapturedMessage> messages, Parameters parameters) {
        return SearchDate.parse(LabelledMessages.first(parameters, "before"), LabelledMessages.zone(parameters))
                .map(date -> messages.stream()
                        .filter(message -> message.receivedAt().isBefore(date))
                        .toList())
                .orElse(messages);
    }

    /** Ignores invalid and negative numbers. */
    private static int number(Parameters parameters, String name, int defaultNumber) {
        try {
            int number = Integer.parseInt(LabelledMessages.first(parameters, name));
            return number < 0 ? defaultNumber : number;
        } catch (NumberFormatException e) {
            return defaultNumber;
        }
    }

    /** Marks messages as read or unread: those with the given ids, those that match a search, or all. */
    Response mark(Request request) {
        JsonValue body = RequestBodies.required(request);
        boolean read = body.member("Read").map(JsonValue::bool).orElse(false);
        List<String> ids = RequestBodies.texts(body, IDS);
        String search = RequestBodies.text(body, SEARCH).strip();
        if (!ids.isEmpty() && !search.isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest("Use either IDs or Search, not both."));
        }
        ZoneId zone = LabelledMessages.zone(request.parameters());
        List<CapturedMessage> messages = search.isEmpty() ? withIds(ids) : mail.search(search, zone);
        messages.forEach(message -> mail.labels().change(message, label -> label.withRead(read)));
        return Response.text(200, "ok");
    }

    /**
     * Deletes the messages with the given ids, or all messages if the body contains no ids. Rejects an invalid body; Mailpit
     * would delete all messages.
     */
    Response delete(Request request) {
        Optional<JsonValue> body = RequestBodies.optional(request);
        List<String> ids = body.map(object -> RequestBodies.texts(object.requireOnly(List.of(IDS)), IDS))
                .orElse(List.of());
        mail.delete(withIds(ids));
        return Response.text(200, "ok");
    }

    Response deleteSearch(Request request) {
        mail.delete(mail.searchStrictly(request.parameters()));
        return Response.text(200, "ok");
    }

    /** Returns the stored messages with the given ids; all messages if no id is given. */
    private List<CapturedMessage> withIds(List<String> ids) {
        Stream<CapturedMessage> found = ids.stream().flatMap(id -> mail.store().message(id).stream());
        return ids.isEmpty() ? mail.store().messages() : found.toList();
    }
}

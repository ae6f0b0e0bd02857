package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Header;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.store.RawResponse;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code /api/v1/message/{ID}} and below; the id {@code latest} selects the latest message. */
final class MessageResource {
    private static final String ID = "ID";

    private final MessageFinder mail;

    MessageResource(MessageFinder mail) {
        this.mail = mail;
    }

    /** Returns a message and marks it as read. */
    Response show(Request request) {
        StoredMessage stored = mail.find(request.pathParameter(ID), request.parameters());
        ReadingMemory.reserveView(request, stored.message());
        MessageJson json = MessageJson.of(stored);
        mail.store().markRead(StoreQuery.ids(List.of(json.id())), true);
        return Response.json(json);
    }

    /** Returns the header fields. If Return-Path and Bcc are missing, they have the values of the envelope, which Mailpit adds. */
    Response headers(Request request) {
        CapturedMessage message = find(request);
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : message.headers()) {
            headers.computeIfAbsent(canonical(header.name()), name -> new ArrayList<>())
                    .add(header.rawValue().strip());
        }
        headers.putIfAbsent("Return-Path", List.of("<" + message.envelope().sender() + ">"));
        List<String> hidden = message.bcc();
        if (!hidden.isEmpty()) {
            headers.putIfAbsent("Bcc", List.of(String.join(", ", hidden)));
        }
        return Response.json(headers);
    }

    /** Capitalizes each word, as in {@code Message-Id}: clients of Mailpit expect this spelling. */
    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < canonical.length(); i++) {
            if (i == 0 || canonical.charAt(i - 1) == '-') {
                canonical.setCharAt(i, Character.toUpperCase(canonical.charAt(i)));
            }
        }
        return canonical.toString();
    }

    Response raw(Request request) {
        CapturedMessage message = find(request);
        Response response = RawResponse.of("text/plain; charset=utf-8", message);
        return MessageFinder.first(request.parameters(), "dl").equals("1")
                ? response.with("Content-Disposition", "attachment; filename=\"" + message.id() + ".eml\"")
                : response;
    }

    Response part(Request request) {
        String id = request.pathParameter("PartID");
        return Parts.find(find(request), id)
                .map(PartResponse::of)
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(PlainTextErrors.NOT_FOUND)));
    }

    private CapturedMessage find(Request request) {
        CapturedMessage message =
                mail.find(request.pathParameter(ID), request.parameters()).message();
        ReadingMemory.reserveBytes(request, message);
        return message;
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Header;
import io.github.smtpfake.rest.internal.api.NativeParameters;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.mailpit.content.HeaderSpace;
import io.github.smtpfake.rest.internal.store.RawResponse;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.store.StoreQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code /api/v1/message/{ID}} and below; the id {@code latest} selects the latest message. */
final class MessageResource {
    private final MessageFinder mail;

    MessageResource(MessageFinder mail) {
        this.mail = mail;
    }

    /** Returns a message and marks it as read. */
    Answer show(Request request) {
        NativeParameters.Codes codes = NativeParameters.codes(request);
        return mail.answer(request, stored -> {
            ReadingMemory.reserveView(request, stored.message());
            MessageJson json = MessageJson.of(stored, codes);
            if (!stored.isRead()) {
                mail.store().markRead(StoreQuery.ids(List.of(json.id())), true);
            }
            return Response.json(json);
        });
    }

    /** Returns the header fields. If Return-Path and Bcc are missing, they have the values of the envelope, which Mailpit adds. */
    Answer headers(Request request) {
        return answer(request, MessageResource::headers);
    }

    private static Response headers(CapturedMessage message) {
        Map<String, List<String>> headers = new TreeMap<>();
        Map<String, String> folds = HeaderSpace.folds(message);
        for (Header header : message.headers()) {
            headers.computeIfAbsent(canonical(header.name()), name -> new ArrayList<>())
                    .add(folds.getOrDefault(
                            header.rawValue().strip(), header.rawValue().strip()));
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

    Answer raw(Request request) {
        return answer(request, message -> raw(request, message));
    }

    private static Response raw(Request request, CapturedMessage message) {
        Response response = RawResponse.of("text/plain; charset=utf-8", message);
        return MessageFinder.first(request.parameters(), "dl").equals("1")
                ? response.with("Content-Disposition", "attachment; filename=\"" + message.id() + ".eml\"")
                : response;
    }

    Answer part(Request request) {
        String id = request.pathParameter("PartID");
        return answer(
                request,
                message -> Parts.find(message, id)
                        .map(PartResponse::of)
                        .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(PlainTextErrors.NOT_FOUND))));
    }

    private Answer answer(Request request, Function<CapturedMessage, Response> response) {
        return mail.answer(request, stored -> {
            ReadingMemory.reserveBytes(request, stored.message());
            return response.apply(stored.message());
        });
    }
}

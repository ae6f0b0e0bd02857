package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.MessageRequest.Found;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.ContentDisposition;
import io.github.smtpfake.rest.internal.http.MediaType;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.preview.HtmlPreview;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.rest.internal.store.RawResponse;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code /api/messages/{id}} and below: one message, named by its id or as the latest one that the filters match. */
final class MessageResource {
    private static final String ID = "id";
    private static final String LATEST = "latest";
    private static final List<String> LATEST_PARAMETERS = Stream.concat(
                    Selection.PARAMETERS.stream(), Wait.PARAMETERS.stream())
            .toList();
    private static final String POLICY = "Content-Security-Policy";
    private static final String SANDBOX = "sandbox; default-src 'none'";

    private final MessageStore store;
    private final ParkedRequests parked;

    MessageResource(MessageStore store, ParkedRequests parked) {
        this.store = store;
        this.parked = parked;
    }

    Answer show(Request request) {
        CodePattern codes = CodePattern.of(request);
        return find(request, List.of(CodePattern.PARAMETER), stored -> {
            ReadingMemory.reserveView(request, stored.message());
            return Response.json(MessageJson.of(stored, codes.codes(stored.message())));
        });
    }

    Answer raw(Request request) {
        return findContent(
                request,
                ReadingMemory::reserveBytes,
                message -> RawResponse.of("message/rfc822", message).with(POLICY, SANDBOX));
    }

    Answer text(Request request) {
        return findContent(
                request,
                ReadingMemory::reserveView,
                message -> Response.text(200, message.text().orElseThrow(() -> missing("plain text"))));
    }

    Answer html(Request request) {
        return findContent(
                request,
                ReadingMemory::reserveView,
                message -> HtmlPreview.of(
                                message,
                                (index, part) -> request.link("/api/messages/" + message.id() + "/parts/" + index))
                        .orElseThrow(() -> missing("HTML")));
    }

    /** Returns what common mail clients show differently. */
    Answer htmlCompatibility(Request request) {
        return findContent(request, ReadingMemory::reserveHtmlCheck, message -> {
            if (message.html().isEmpty()) {
                throw missing("HTML");
            }
            return Response.json(HtmlFindingJson.of(message.content().htmlCompatibility()));
        });
    }

    /** Returns the HTML for a frame of the web inbox, with small images in it, which need no credentials there. */
    Answer preview(Request request) {
        return findContent(request, ReadingMemory::reserveView, message -> {
            InlineImages images = new InlineImages(
                    request.memory(), index -> request.link("/api/messages/" + message.id() + "/parts/" + index));
            return HtmlPreview.framed(message, images::path).orElseThrow(() -> missing("HTML"));
        });
    }

    private static ProblemException missing(String what) {
        return new ProblemException(ProblemDetails.notFound("The message has no " + what + " body."));
    }

    /** Makes browsers save the part instead of showing it as a page of this server, whatever its media type. */
    Answer part(Request request) {
        String index = request.pathParameter("index");
        return findContent(request, ReadingMemory::reserveBytes, message -> {
            Attachment part = part(message.attachments(), index);
            return Response.stream(200, MediaType.orUnknown(part.contentType()), part.newInputStream(), part.size())
                    .with("Content-Disposition", ContentDisposition.attachment(part.fileName()))
                    .with(POLICY, SANDBOX);
        });
    }

    private static Attachment part(List<Attachment> parts, String index) {
        for (int i = 0; i < parts.size(); i++) {
            if (Integer.toString(i).equals(index)) {
                return parts.get(i);
            }
        }
        throw new ProblemException(ProblemDetails.notFound(
                parts.isEmpty()
                        ? "The message has no attachments or inline parts."
                        : "The message has no part with this index; use an index from 0 to " + (parts.size() - 1)
                                + ", as in its attachments."));
    }

    Answer delete(Request request) {
        return find(request, List.of(), stored -> {
            if (!store.delete(stored.message().id())) {
                throw notFound();
            }
            return Response.noContent();
        });
    }

    /** Sets read mark and tags of the message. */
    Answer update(Request request) {
        requireKnown(request, List.of());
        MarkChange change = MarkChange.read(request);
        return find(request, List.of(), stored -> {
            change.applyTo(store, StoreQuery.ids(List.of(stored.message().id())));
            return Response.json(
                    SummaryJson.of(store.message(stored.message().id()).orElseThrow(MessageResource::notFound)));
        });
    }

    private Answer findContent(
            Request request,
            BiConsumer<Request, CapturedMessage> memory,
            Function<CapturedMessage, Response> response) {
        return find(request, List.of(), stored -> {
            memory.accept(request, stored.message());
            return response.apply(stored.message());
        });
    }

    /**
     * Finds the message and returns the response for it.
     *
     * @param more the names of further parameters that the route accepts
     */
    private Answer find(Request request, List<String> more, Function<StoredMessage, Response> response) {
        requireKnown(request, more);
        String id = request.pathParameter(ID);
        if (!id.equals(LATEST)) {
            return response.apply(store.message(id).orElseThrow(MessageResource::notFound));
        }
        return new MessageRequest(
                        store,
                        Selection.of(request, store),
                        Wait.of(request, Wait.ONE_NOW),
                        (query, now, count) -> latest(query, count, response),
                        parked)
                .answer();
    }

    /** Counts the matches only if the request needs several of them. */
    private Found latest(StoreQuery query, int count, Function<StoredMessage, Response> response) {
        Optional<StoredMessage> latest = NewestFirst.first(store, query);
        long matched = latest.isEmpty() ? 0 : count == 1 ? 1 : store.count(query);
        return new Found(matched, true, () -> response.apply(latest.orElseThrow(MessageResource::notFound)));
    }

    private static void requireKnown(Request request, List<String> more) {
        List<String> known = request.pathParameter(ID).equals(LATEST)
                ? Stream.concat(LATEST_PARAMETERS.stream(), more.stream()).toList()
                : more;
        request.parameters().requireOnly(known);
    }

    private static ProblemException notFound() {
        return new ProblemException(
                ProblemDetails.notFound("No message has this id. It may have been deleted or evicted."));
    }
}

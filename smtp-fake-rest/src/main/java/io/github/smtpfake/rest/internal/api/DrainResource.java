package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.store.MessageStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/messages/drain}: returns messages and deletes them, so that only one client receives each of them. */
final class DrainResource {
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 1_000;
    private static final int BUFFER_SIZE = 16 * 1024;
    private static final List<String> PARAMETERS = Stream.of(
                    Selection.PARAMETERS, Wait.PARAMETERS, List.of(LIMIT, CodePattern.PARAMETER))
            .flatMap(List::stream)
            .toList();

    private final MessageStore store;
    private final MessageRequest.Search storeSearch;
    private final ParkedRequests parked;

    DrainResource(MessageStore store, ParkedRequests parked) {
        this.store = store;
        this.storeSearch = MessageRequest.Search.in(store);
        this.parked = parked;
    }

    Answer drain(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(PARAMETERS);
        int limit = parameters.number(LIMIT, Integer.MAX_VALUE, 1, MAX_LIMIT);
        CodePattern codes = CodePattern.of(parameters);
        return new MessageRequest(
                        Selection.of(parameters, store),
                        Wait.of(parameters, Wait.NONE),
                        (selection, count, last) -> findAndDelete(selection, count, last, limit, codes),
                        result -> response(result, codes),
                        parked)
                .answer();
    }

    /** Is synchronized, so that two requests never count the same message. */
    private synchronized AwaitResult findAndDelete(
            Selection selection, int count, boolean last, int limit, CodePattern codes) throws InterruptedException {
        AwaitResult result = storeSearch.find(selection, count, last);
        if (result.matches().size() < count) {
            return result;
        }
        List<CapturedMessage> matches = result.matches();
        List<CapturedMessage> newest = matches.subList(Math.max(0, matches.size() - limit), matches.size());
        // If the search fails, the request must delete nothing.
        codes.search(newest);
        List<CapturedMessage> deleted = new ArrayList<>();
        for (CapturedMessage message : newest) {
            // Meanwhile, another request may have deleted the message, or the store may have evicted it.
            if (store.delete(message.id())) {
                deleted.add(message);
            }
        }
        return new AwaitResult(deleted, List.of(), result.evicted(), List.of(), result.clients(), result.mark());
    }

    /** Writes message by message, because the JSON of all messages may need much memory. */
    private Response response(AwaitResult result, CodePattern codes) {
        List<CapturedMessage> newestFirst = new ArrayList<>(result.matches());
        Collections.reverse(newestFirst);
        int total = store.counters().stored();
        return Response.written(200, "application/json", out -> {
            OutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
            write(buffered, newestFirst, codes);
            buffered.write(utf8("],\"total\":" + total + ",\"matched\":" + newestFirst.size() + ",\"cursor\":"));
            buffered.write(Json.bytes(Cursor.of(result.mark())));
            buffered.write('}');
            buffered.flush();
        });
    }

    private static void write(OutputStream out, List<CapturedMessage> messages, CodePattern codes) throws IOException {
        out.write(utf8("{\"messages\":["));
        String separator = "";
        for (CapturedMessage message : messages) {
            out.write(utf8(separator));
            out.write(Json.bytes(MessageJson.of(message, codes.codes(message))));
            separator = ",";
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

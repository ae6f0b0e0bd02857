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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/messages/drain}: takes messages out of the store, so that each is given to one client only. */
final class DrainResource {
    private static final String LIMIT = "limit";
    private static final int HIGHEST_LIMIT = 1_000;
    private static final int BUFFER = 16 * 1024;
    private static final List<String> PARAMETERS = Stream.of(Selection.PARAMETERS, Wait.PARAMETERS, List.of(LIMIT))
            .flatMap(List::stream)
            .toList();

    private final MessageStore store;
    private final ParkedRequests waits;

    DrainResource(MessageStore store, ParkedRequests waits) {
        this.store = store;
        this.waits = waits;
    }

    Answer drain(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(PARAMETERS);
        int limit = parameters.number(LIMIT, Integer.MAX_VALUE, 1, HIGHEST_LIMIT);
        return waits.await(
                Selection.of(parameters, store),
                Wait.of(parameters, Wait.NONE),
                (selection, count, last) -> take(selection, count, last, limit),
                this::answer);
    }

    /** One at a time: what one request counts on, no other must take. */
    private synchronized AwaitResult take(Selection selection, int count, boolean last, int limit)
            throws InterruptedException {
        AwaitResult result = store.await(selection.query(), selection.since(), last ? count : 0, Duration.ZERO);
        if (result.matches().size() < count) {
            return result;
        }
        List<CapturedMessage> matches = result.matches();
        List<CapturedMessage> taken = new ArrayList<>();
        for (CapturedMessage message : matches.subList(Math.max(0, matches.size() - limit), matches.size())) {
            // It may have been deleted since, or evicted.
            if (store.delete(message.id())) {
                taken.add(message);
            }
        }
        return new AwaitResult(taken, List.of(), result.evicted(), List.of(), result.clients(), result.mark());
    }

    /** All that is drained need not be in memory as JSON. */
    private Response answer(AwaitResult result) {
        List<CapturedMessage> newestFirst = new ArrayList<>(result.matches());
        Collections.reverse(newestFirst);
        int total = store.counters().stored();
        return Response.written(200, "application/json", out -> {
            OutputStream buffered = new BufferedOutputStream(out, BUFFER);
            write(buffered, newestFirst);
            buffered.write(utf8("],\"total\":" + total + ",\"matched\":" + newestFirst.size() + ",\"cursor\":"));
            buffered.write(Json.bytes(Cursor.of(result.mark())));
            buffered.write('}');
            buffered.flush();
        });
    }

    private static void write(OutputStream out, List<CapturedMessage> messages) throws IOException {
        out.write(utf8("{\"messages\":["));
        String separator = "";
        for (CapturedMessage message : messages) {
            out.write(utf8(separator));
            out.write(Json.bytes(MessageJson.of(message)));
            separator = ",";
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

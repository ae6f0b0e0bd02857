package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes a page of messages, which may be all messages of the store. Only the first ones are in memory; the others are read
 * while the page is written. Used by one thread at a time.
 */
final class PageResponse implements Response.Body {
    private static final int BATCH = 500;
    private static final int BUFFER_SIZE = 16 * 1024;

    private final MessageStore store;
    private final StoreQuery query;
    private final PageJson page;
    private final List<StoredMessage> first;
    private int written;

    private PageResponse(MessageStore store, StoreQuery query, PageJson page, List<StoredMessage> first) {
        this.store = store;
        this.query = query;
        this.page = page;
        this.first = first;
    }

    /**
     * Returns the response for a page of the messages that match.
     *
     * @param start how many of the newest messages to skip
     * @param limit the maximum number of messages
     */
    static Response of(MessageStore store, StoreQuery query, int start, int limit) {
        Page first = store.page(query, start, Math.min(limit, BATCH));
        PageJson page = new PageJson(
                store.counters().stored(),
                store.count(StoreQuery.all().read(false)),
                (int) Math.max(0, Math.min(limit, first.matched() - start)),
                first.matched(),
                store.count(query.read(false)),
                start,
                store.tags().keySet());
        return Response.written(200, "application/json", new PageResponse(store, query, page, first.messages()));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
        byte[] json = Json.bytes(page);
        buffered.write(json, 0, json.length - 1);
        buffered.write(utf8(",\"messages\":["));
        write(buffered, first);
        if (written < page.count()) {
            long last = first.get(first.size() - 1).number();
            NewestFirst others = new NewestFirst(store, query.before(last), BATCH);
            for (List<StoredMessage> batch = others.next();
                    !batch.isEmpty() && written < page.count();
                    batch = others.next()) {
                write(buffered, batch);
            }
        }
        buffered.write(utf8("]}"));
        buffered.flush();
    }

    private void write(OutputStream out, List<StoredMessage> messages) throws IOException {
        for (StoredMessage stored : messages) {
            Optional<SummaryJson> json = StoreErrors.unlessDeleted(() -> SummaryJson.of(stored));
            if (json.isPresent() && written < page.count()) {
                out.write(utf8(written++ == 0 ? "" : ","));
                out.write(Json.bytes(json.get()));
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

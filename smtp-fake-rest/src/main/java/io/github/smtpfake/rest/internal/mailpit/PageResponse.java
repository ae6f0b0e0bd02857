package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.store.CutLists;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    private final List<SummaryJson> first;
    private final long lastOfFirst;
    private int written;

    private PageResponse(
            MessageStore store, StoreQuery query, PageJson page, List<SummaryJson> first, long lastOfFirst) {
        this.store = store;
        this.query = query;
        this.page = page;
        this.first = first;
        this.lastOfFirst = lastOfFirst;
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
                CutLists.beginning(store.tags().keySet()));
        List<StoredMessage> messages = first.messages();
        long last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).number();
        // Now, so that the request fails before its answer begins if memory is short.
        List<SummaryJson> summaries =
                ReadingMemory.rows(store, messages, SummaryJson::of).read();
        return Response.written(200, "application/json", new PageResponse(store, query, page, summaries, last));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
        byte[] json = Json.bytes(page);
        buffered.write(json, 0, json.length - 1);
        buffered.write(utf8(",\"messages\":["));
        write(buffered, first);
        if (written < page.count()) {
            NewestFirst others = new NewestFirst(store, query.before(lastOfFirst), BATCH);
            for (List<StoredMessage> batch = others.next();
                    !batch.isEmpty() && written < page.count();
                    batch = others.next()) {
                write(
                        buffered,
                        ReadingMemory.rows(store, batch, SummaryJson::of).read());
            }
        }
        buffered.write(utf8("]}"));
        buffered.flush();
    }

    private void write(OutputStream out, List<SummaryJson> summaries) throws IOException {
        for (SummaryJson json : summaries) {
            if (written < page.count()) {
                out.write(utf8(written++ == 0 ? "" : ","));
                Json.write(json, out);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

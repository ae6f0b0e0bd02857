package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.rest.internal.store.ReadingMemory.Reference;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the messages that a drain has claimed, newest first, and deletes them. Deletes each batch as soon as it is written, so
 * that a client that disconnects leaves the rest in the store. Used by one thread at a time.
 */
final class Drain implements Response.Body {
    private static final int BATCH = 100;
    private static final int BUFFER_SIZE = 16 * 1024;

    private final MessageStore store;
    private final StoreQuery query;
    private final NumberSet claimed;
    private final CodePattern codes;
    private final Mark now;
    private final OnEnd onEnd;
    private final Request request;
    private int written;
    private boolean isDrained;

    /** Is called when a drain ends. */
    interface OnEnd {
        void release(NumberSet claimed, boolean isDrained);
    }

    /**
     * Creates a drain.
     *
     * @param claimed the numbers of the messages, which match the query; not empty
     * @param now the mark when they were claimed
     * @param request the request, which holds the memory of the message that is being written
     */
    Drain(
            MessageStore store,
            StoreQuery query,
            NumberSet claimed,
            CodePattern codes,
            Mark now,
            OnEnd onEnd,
            Request request) {
        this.request = request;
        this.store = store;
        this.query = query.after(claimed.lowest() - 1).before(claimed.highest() + 1);
        this.claimed = claimed;
        this.codes = codes;
        this.now = now;
        this.onEnd = onEnd;
    }

    /**
     * Searches all messages for codes in advance, if the request has a pattern.
     *
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if a search exceeds its limit
     */
    void searchForCodes() {
        if (codes.hasPattern()) {
            NewestFirst messages = new NewestFirst(store, query, BATCH);
            for (Optional<List<Reference>> batch = next(messages); batch.isPresent(); batch = next(messages)) {
                batch.get().forEach(reference -> reference.message().ifPresent(this::searchForCodes));
            }
        }
    }

    private void searchForCodes(StoredMessage stored) {
        ReadingMemory.reserveView(request, stored.message());
        StoreErrors.unlessDeleted(() -> codes.codes(stored.message()));
        request.memory().close();
    }

    /** Returns the claimed messages of the next batch, or empty after the last batch. */
    private Optional<List<Reference>> next(NewestFirst messages) {
        List<StoredMessage> batch = messages.next();
        return batch.isEmpty()
                ? Optional.empty()
                : Optional.of(ReadingMemory.references(
                        store,
                        batch.stream()
                                .filter(stored -> claimed.contains(stored.number()))
                                .toList()));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
        buffered.write(utf8("{\"messages\":["));
        NewestFirst messages = new NewestFirst(store, query, BATCH);
        for (Optional<List<Reference>> batch = next(messages); batch.isPresent(); batch = next(messages)) {
            writeAndDelete(buffered, batch.get());
        }
        isDrained = true;
        buffered.write(utf8("],\"total\":" + store.counters().stored() + ",\"matched\":" + written + ",\"cursor\":"));
        buffered.write(Json.bytes(Cursor.of(now)));
        buffered.write('}');
        buffered.flush();
    }

    private void writeAndDelete(OutputStream out, List<Reference> batch) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Reference reference : batch) {
            Optional<StoredMessage> stored = reference.message();
            if (stored.isPresent() && write(out, stored.get())) {
                ids.add(stored.get().message().id());
            }
            request.memory().close();
        }
        out.flush();
        store.delete(StoreQuery.ids(ids));
    }

    /** Writes a message; returns false if the store has removed it meanwhile. */
    private boolean write(OutputStream out, StoredMessage stored) throws IOException {
        ReadingMemory.reserveView(request, stored.message());
        Optional<MessageJson> json =
                StoreErrors.unlessDeleted(() -> MessageJson.of(stored, codes.codes(stored.message())));
        if (json.isPresent()) {
            out.write(utf8(written++ == 0 ? "" : ","));
            Json.write(json.get(), out);
        }
        return json.isPresent();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void end() {
        onEnd.release(claimed, isDrained);
    }
}

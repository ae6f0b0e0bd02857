package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.delivery.TagNames;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.store.Marks;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;
import java.util.Optional;

/**
 * A change of the marks that users set.
 *
 * @param read the new read mark; empty to leave it
 * @param tags all tags of the message from now on; empty to leave them
 */
record MarkChange(Optional<Boolean> read, Optional<List<String>> tags) {
    private static final String READ = "read";
    private static final String TAGS = "tags";
    private static final int MAX_BYTES = 1 << 16;
    private static final int BATCH = 500;

    /**
     * Returns the change that the body of a request describes.
     *
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 413 or 415 if the body is too large or not JSON
     * @throws io.github.smtpfake.rest.internal.json.JsonException if the JSON is invalid
     */
    static MarkChange read(Request request) {
        JsonValue body = request.json(MAX_BYTES).requireOnly(List.of(READ, TAGS));
        MarkChange change = of(body);
        if (change.read.isEmpty() && change.tags.isEmpty()) {
            throw body.wrong("must have read or tags");
        }
        return change;
    }

    /**
     * Returns the change that the members {@code read} and {@code tags} of an object describe.
     *
     * @throws io.github.smtpfake.rest.internal.json.JsonException if one of them is invalid
     */
    static MarkChange of(JsonValue object) {
        return new MarkChange(
                object.member(READ).map(JsonValue::bool), object.member(TAGS).map(MarkChange::tags));
    }

    private static List<String> tags(JsonValue json) {
        List<JsonValue> names = json.elements();
        if (names.size() > Marks.MAX_TAGS) {
            throw json.wrong("must have at most " + Marks.MAX_TAGS + " elements");
        }
        return names.stream().map(MarkChange::tag).toList();
    }

    private static String tag(JsonValue json) {
        String name = json.text();
        if (!TagNames.isValid(name)) {
            throw json.wrong("must be 1 to 100 ASCII letters, digits, spaces and _.@-");
        }
        return name;
    }

    /**
     * Changes the messages that match now, and returns their number. Selects each batch before it changes it, because a message
     * may match only until it is changed.
     */
    int applyTo(MessageStore store, StoreQuery query) {
        StoreQuery rest = query.before(store.mark().message() + 1);
        int changed = 0;
        List<StoredMessage> batch = store.next(rest, BATCH);
        while (!batch.isEmpty()) {
            StoreQuery selected = StoreQuery.ids(
                    batch.stream().map(stored -> stored.message().id()).toList());
            read.ifPresent(value -> store.markRead(selected, value));
            tags.ifPresent(names -> store.retag(selected, old -> names));
            changed += batch.size();
            rest = rest.after(batch.get(batch.size() - 1).number());
            batch = batch.size() < BATCH ? List.of() : store.next(rest, BATCH);
        }
        return changed;
    }
}

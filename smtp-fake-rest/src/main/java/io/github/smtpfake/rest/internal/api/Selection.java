package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The messages that a request selects.
 *
 * @param query the query that the messages must match; it excludes those before the mark
 * @param since the mark after which the messages must have arrived
 */
record Selection(StoreQuery query, Mark since) {
    /** The names of the parameters of a selection. */
    static final List<String> PARAMETERS = Stream.concat(MessageFilter.NAMES.stream(), Stream.of(Since.PARAMETER))
            .toList();

    /** Returns the selection that the parameters of a request describe. */
    static Selection of(Parameters parameters, MessageStore store) {
        Mark since = Since.mark(parameters, store);
        return new Selection(MessageFilter.query(parameters).after(since), since);
    }

    /** Returns whether a request has at least one parameter of a selection. */
    static boolean isIn(Parameters parameters) {
        return PARAMETERS.stream().anyMatch(name -> !parameters.all(name).isEmpty());
    }

    /** Returns whether a message that is not selected now may be selected later, because its read mark or tags change. */
    boolean canChange() {
        return query.read().isPresent() || !query.tags().isEmpty();
    }

    /** Returns a query for the same messages that also describes the conditions on read mark and tags. It is slower. */
    MessageQuery described(MessageStore store) {
        MessageQuery described = query.message();
        if (query.read().isPresent()) {
            boolean read = query.read().get();
            described = described.matching(read ? "is read" : "is unread", stored(store, one -> one.isRead() == read));
        }
        for (String tag : query.tags()) {
            described = described.matching(
                    "has the tag \"" + tag + '"', stored(store, StoreQuery.all().tag(tag)::matches));
        }
        return described;
    }

    private static Predicate<CapturedMessage> stored(MessageStore store, Predicate<StoredMessage> condition) {
        return message -> store.message(message.id()).filter(condition).isPresent();
    }
}

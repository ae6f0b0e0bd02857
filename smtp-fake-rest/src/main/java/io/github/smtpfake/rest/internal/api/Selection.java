package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The messages that a request selects.
 *
 * @param query the query that the messages must match; it excludes earlier messages
 * @param since the mark after which sessions are shown if there are too few messages
 */
record Selection(StoreQuery query, Mark since) {
    /** The names of the parameters of a selection. */
    static final List<String> PARAMETERS = Stream.concat(MessageFilter.NAMES.stream(), Stream.of(Since.PARAMETER))
            .toList();

    /**
     * Returns the selection that the parameters of a request describe. A page of another origin must not search, because that
     * may examine all messages.
     */
    static Selection of(Request request, MessageStore store) {
        Parameters parameters = request.parameters();
        if (isIn(parameters)) {
            request.requireOwnOrigin();
        }
        Since since = Since.of(parameters, store);
        return new Selection(since.in(MessageFilter.query(parameters)), since.mark());
    }

    /**
     * Returns the messages that are selected, and the reasons why there are not more: near misses and sessions. Finding them
     * takes a long time in a large store.
     *
     * @param mail the mail of the store
     * @throws InterruptedException if the thread is interrupted
     */
    AwaitResult explain(MessageStore store, MailSource mail, int count) throws InterruptedException {
        MessageQuery described = described(store);
        AwaitResult reasons = mail.await(described, since, count, Duration.ZERO);
        Mark begunSince = new Mark(query.after(), query.begun());
        if (begunSince.equals(since)) {
            return reasons;
        }
        AwaitResult byArrival = mail.await(described, begunSince, count, Duration.ZERO);
        return new AwaitResult(
                byArrival.matches(),
                byArrival.nearMisses(),
                byArrival.late(),
                byArrival.evicted(),
                reasons.sessions(),
                reasons.clients(),
                reasons.mark(),
                reasons.server());
    }

    /** Returns whether a request has at least one parameter of a selection. */
    static boolean isIn(Parameters parameters) {
        return PARAMETERS.stream().anyMatch(name -> !parameters.all(name).isEmpty());
    }

    /** Returns whether a message that is not selected now may be selected later, because its read mark or tags change. */
    boolean canChange() {
        return query.read().isPresent()
                || query.tagged().isPresent()
                || !query.tags().isEmpty()
                || !query.absentTags().isEmpty();
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
        if (query.tagged().isPresent()) {
            boolean tagged = query.tagged().get();
            described = described.matching(
                    tagged ? "has a tag" : "has no tag",
                    stored(store, one -> one.tags().isEmpty() != tagged));
        }
        for (String tag : query.absentTags()) {
            described = described.matching(
                    "does not have the tag \"" + tag + '"',
                    stored(store, StoreQuery.all().withoutTag(tag)::matches));
        }
        return described;
    }

    private static Predicate<CapturedMessage> stored(MessageStore store, Predicate<StoredMessage> condition) {
        return message -> store.message(message.id()).filter(condition).isPresent();
    }
}

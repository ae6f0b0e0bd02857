package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A request that needs a number of messages. It is answered at once if they are already stored. Otherwise, it is parked until
 * they have arrived. Used by one thread at a time.
 */
final class MessageRequest {
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MessageStore store;
    private final Selection selection;
    private final Wait wait;
    private final Search search;
    private final ParkedRequests parked;
    private final long deadline;
    /** Excludes the messages that are known not to match. */
    private StoreQuery unseen;

    private boolean retrying;

    /** Finds the messages of a request. */
    interface Search {

        /**
         * Returns the messages that are stored now.
         *
         * @param query the query of the request, only for the messages up to {@code now}
         * @param now the current mark
         * @param count the number of messages that the request needs
         */
        Found find(StoreQuery query, Mark now, int count);
    }

    /**
     * The messages that a search found.
     *
     * @param count the number of messages
     * @param isFinal whether no other message up to the mark of the search will ever match
     * @param response creates the response if there are enough messages
     */
    record Found(long count, boolean isFinal, Supplier<Response> response) {}

    /**
     * Creates a request whose waiting time begins now.
     *
     * @param search finds the messages, and creates a response for at least as many as the request needs
     */
    MessageRequest(MessageStore store, Selection selection, Wait wait, Search search, ParkedRequests parked) {
        this.store = store;
        this.selection = selection;
        this.wait = wait;
        this.search = search;
        this.parked = parked;
        this.deadline = System.nanoTime() + wait.timeout().toNanos();
        this.unseen = selection.query();
    }

    /**
     * Searches for the messages and returns the response, or an answer that follows when enough have arrived.
     *
     * @throws ProblemException with 404 if there are too few after the waiting time; with 503 if the request cannot be
     *     parked or the store is unavailable
     */
    Answer answer() {
        return StoreErrors.answer(this::searchOrRetry);
    }

    /** A lack of memory does not end a wait. */
    private Answer searchOrRetry() {
        retrying = false;
        try {
            return search();
        } catch (OutOfMemoryError e) {
            if (remainingNanos() <= 0) {
                throw e;
            }
            MemoryShortage.report(e);
            retrying = true;
            return parked.park(this, 0, store.mark(), parked.revision(selection));
        }
    }

    private Answer search() {
        boolean last = remainingNanos() <= 0;
        long revision = parked.revision(selection);
        Mark now = store.mark();
        Found found = find(last ? selection.query() : unseen, now);
        if (found.count() >= wait.count()) {
            return found.response().get();
        }
        if (last) {
            return tooFew();
        }
        if (found.count() == 0 && found.isFinal() && !selection.canChange()) {
            unseen = unseen.after(now.message());
        }
        return parked.park(this, found.count(), now, revision);
    }

    private Found find(StoreQuery query, Mark now) {
        return search.find(query.before(now.message() + 1), now, wait.count());
    }

    /** Searches once more, because messages may have arrived since the last search, and the result contains them. */
    private Response tooFew() {
        AwaitResult result = explain();
        Found found = find(selection.query(), store.mark());
        if (found.count() >= wait.count()) {
            return found.response().get();
        }
        NotEnoughMessages failure = new NotEnoughMessages(store, parked.mail(), selection, wait);
        ProblemException problem = new ProblemException(failure.problem(found.count(), result));
        if (wait.hasTimeout()) {
            parked.mail().timedOut(selection.described(store), wait.timeout());
        }
        throw problem;
    }

    private AwaitResult explain() {
        try {
            return selection.explain(store, parked.mail(), wait.count());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ParkedRequests.stopping();
        }
    }

    Selection selection() {
        return selection;
    }

    int requiredCount() {
        return wait.count();
    }

    /** Returns how long this request may be parked: less than its waiting time if its last search lacked memory. */
    long parkingNanos() {
        return retrying ? Math.min(remainingNanos(), RETRY_NANOS) : remainingNanos();
    }

    long remainingNanos() {
        return deadline - System.nanoTime();
    }
}

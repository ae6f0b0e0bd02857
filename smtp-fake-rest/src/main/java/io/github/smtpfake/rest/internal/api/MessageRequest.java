package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.store.MessageStore;
import java.time.Duration;
import java.util.function.Function;

/**
 * A request that needs a number of messages. It is answered at once if they are already stored. Otherwise, it is parked until
 * they have arrived. Used by one thread at a time.
 */
final class MessageRequest {
    private final Selection selection;
    private final Wait wait;
    private final Search search;
    private final Function<AwaitResult, Response> response;
    private final ParkedRequests parked;
    private final long deadline;
    /** Excludes the messages that are known not to match. */
    private Selection unseen;

    /** Finds the messages of a request. An implementation may delete them from the store if there are enough. */
    interface Search {

        /**
         * Returns the selected messages that are stored now.
         *
         * @param count the number of messages that the request needs
         * @param last whether the request fails if there are too few, so that the result needs the near misses and the
         *     sessions; finding them takes long in a large store
         */
        AwaitResult find(Selection selection, int count, boolean last) throws InterruptedException;

        /** Returns a search that only reads the store. */
        static Search in(MessageStore store) {
            return (selection, count, last) ->
                    store.await(selection.query(), selection.since(), last ? count : 0, Duration.ZERO);
        }
    }

    /**
     * Creates a request whose waiting time begins now.
     *
     * @param response creates the response from at least as many matches as the request needs
     */
    MessageRequest(
            Selection selection,
            Wait wait,
            Search search,
            Function<AwaitResult, Response> response,
            ParkedRequests parked) {
        this.selection = selection;
        this.wait = wait;
        this.search = search;
        this.response = response;
        this.parked = parked;
        this.deadline = System.nanoTime() + wait.timeout().toNanos();
        this.unseen = selection;
    }

    /**
     * Searches for the messages and returns the response, or an answer that follows when enough have arrived.
     *
     * @throws ProblemException with 404 if there are too few after the waiting time; with 503 if the request cannot be parked
     */
    Answer answer() {
        boolean last = remainingNanos() <= 0;
        AwaitResult result = find(last);
        int found = result.matches().size();
        if (found >= wait.count()) {
            return response.apply(result);
        }
        if (last) {
            throw new ProblemException(NotEnoughMessages.problem(selection, wait, result));
        }
        if (found == 0) {
            unseen = new Selection(selection.query(), result.mark());
        }
        return parked.park(this, found, result.mark());
    }

    private AwaitResult find(boolean last) {
        try {
            // The problem document after the last search shows everything that arrived, so that search includes seen
            // messages.
            return search.find(last ? selection : unseen, wait.count(), last);
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

    long remainingNanos() {
        return deadline - System.nanoTime();
    }
}

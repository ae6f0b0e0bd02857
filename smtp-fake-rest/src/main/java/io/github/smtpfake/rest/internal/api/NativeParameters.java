package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.MessageRequest.Found;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The parameters {@code wait}, {@code count}, {@code since} and {@code codePattern} of this API, for the dialect of Mailpit.
 * Requests of both wait in the same way, and count against the same limit. Thread-safe.
 */
public final class NativeParameters {
    private static final List<String> PARAMETERS = Stream.concat(
                    Wait.PARAMETERS.stream(), Stream.of(Since.PARAMETER, CodePattern.PARAMETER))
            .toList();

    private final MessageStore store;
    private final ParkedRequests parked;

    NativeParameters(MessageStore store, ParkedRequests parked) {
        this.store = store;
        this.parked = parked;
    }

    /** Finds the messages of a request. */
    public interface Search {

        /**
         * Returns the messages that are stored now.
         *
         * @param query the query of the request, also with the condition of its parameter {@code since}
         * @param count the number of messages that the request needs
         */
        Result find(StoreQuery query, int count);
    }

    /**
     * The messages that a search found.
     *
     * @param count the number of messages
     * @param response creates the response if there are enough messages
     */
    public record Result(long count, Supplier<Response> response) {}

    /** Returns whether a request has one of the parameters. */
    public static boolean isIn(Request request) {
        return PARAMETERS.stream()
                .anyMatch(name -> !request.parameters().all(name).isEmpty());
    }

    /** Finds the one-time codes of a message. */
    public interface Codes {

        /**
         * Returns the codes.
         *
         * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if the search takes too long
         */
        List<String> of(CapturedMessage message);
    }

    /**
     * Returns what finds codes by the parameter {@code codePattern} of a request or, without it, by a heuristic.
     *
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if the pattern is invalid
     */
    public static Codes codes(Request request) {
        return CodePattern.of(request)::codes;
    }

    /**
     * Returns the response for at least as many messages as a request needs, which may follow when they have arrived.
     *
     * @param query selects the messages
     * @param least the number of messages that a request without {@code wait} needs: 0 or 1
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if a parameter is invalid; with 404 if there are
     *     too few messages after the waiting time; with 503 if the request cannot wait
     */
    public Answer answer(Request request, StoreQuery query, int least, Search search) {
        Since since = Since.of(request.parameters(), store);
        return new MessageRequest(
                        store,
                        new Selection(since.in(query), since.mark()),
                        Wait.of(request, least == 0 ? Wait.NONE : Wait.ONE_NOW),
                        (selected, now, count) -> {
                            Result found = search.find(selected, count);
                            return new Found(found.count(), true, found.response());
                        },
                        parked)
                .answer();
    }
}

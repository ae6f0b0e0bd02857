package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.store.MessageStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * The messages that a request selects.
 *
 * @param query the query that the messages must match
 * @param since the mark after which the messages must have arrived
 */
record Selection(MessageQuery query, Mark since) {
    /** The names of the parameters of a selection. */
    static final List<String> PARAMETERS = Stream.concat(MessageFilter.NAMES.stream(), Stream.of(Since.PARAMETER))
            .toList();

    /** Returns the selection that the parameters of a request describe. */
    static Selection of(Parameters parameters, MessageStore store) {
        return new Selection(MessageFilter.query(parameters), Since.mark(parameters, store));
    }

    /** Returns whether a request has at least one parameter of a selection. */
    static boolean isIn(Parameters parameters) {
        return PARAMETERS.stream().anyMatch(name -> !parameters.all(name).isEmpty());
    }
}

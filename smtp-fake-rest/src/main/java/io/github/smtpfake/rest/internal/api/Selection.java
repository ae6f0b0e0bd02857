package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.store.MessageStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which messages a request means.
 *
 * @param query what they must match
 * @param since after which mark they came
 */
record Selection(MessageQuery query, Mark since) {
    /** The parameters that make a selection. */
    static final List<String> PARAMETERS =
            Stream.concat(Filter.NAMES.stream(), Stream.of(Since.PARAMETER)).toList();

    static Selection of(Parameters parameters, MessageStore store) {
        return new Selection(Filter.query(parameters), Since.mark(parameters, store));
    }

    /** Returns whether the parameters select at all. */
    static boolean isIn(Parameters parameters) {
        return PARAMETERS.stream().anyMatch(name -> !parameters.all(name).isEmpty());
    }
}

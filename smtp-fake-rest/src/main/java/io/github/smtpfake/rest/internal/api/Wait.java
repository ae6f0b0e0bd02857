package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.Request;
import java.time.Duration;
import java.util.List;

/**
 * The number of messages that a request needs, and the time for which it waits for them.
 *
 * @param count the minimum number of messages
 * @param timeout the time to wait; zero if the request does not wait
 */
record Wait(int count, Duration timeout) {
    /** The names of the parameters of a wait. */
    static final List<String> PARAMETERS = List.of("wait", "count");

    /** Needs no message, and does not wait. */
    static final Wait NONE = new Wait(0, Duration.ZERO);

    /** Needs one message, and does not wait for it. */
    static final Wait ONE_NOW = new Wait(1, Duration.ZERO);

    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

    /**
     * Returns the wait that the parameters of a request describe. A page of another origin must not wait, because it could
     * occupy all places of waiting requests.
     *
     * @param absent the wait of a request without these parameters
     */
    static Wait of(Request request, Wait absent) {
        Parameters parameters = request.parameters();
        Duration timeout = parameters.single("wait").map(Wait::timeout).orElse(null);
        int count = parameters.number("count", 1, 1, Integer.MAX_VALUE);
        if (timeout != null) {
            request.requireOwnOrigin();
            return new Wait(count, timeout);
        }
        if (!parameters.all("count").isEmpty()) {
            throw Parameters.malformed("count", "is only allowed together with wait, such as wait=10s");
        }
        return absent;
    }

    private static Duration timeout(String text) {
        try {
            Duration timeout = Durations.parse(text);
            if (timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw Parameters.malformed("wait", "must be at most 5m");
            }
            return timeout;
        } catch (IllegalArgumentException e) {
            throw Parameters.malformed("wait", String.valueOf(e.getMessage()));
        }
    }

    boolean hasTimeout() {
        return !timeout.isZero();
    }
}

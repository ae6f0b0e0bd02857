package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.http.Parameters;
import java.time.Duration;
import java.util.List;

/**
 * How many messages a request needs, and how long it can wait for them.
 *
 * @param count at least so many
 * @param timeout zero to look only
 */
record Wait(int count, Duration timeout) {
    /** The parameters that make a wait. */
    static final List<String> PARAMETERS = List.of("wait", "count");

    /** Takes what is there. */
    static final Wait NONE = new Wait(0, Duration.ZERO);

    /** Needs a message that is there already. */
    static final Wait ONE_NOW = new Wait(1, Duration.ZERO);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** @param otherwise what holds where the request does not wait */
    static Wait of(Parameters parameters, Wait otherwise) {
        Duration timeout = parameters.single("wait").map(Wait::timeout).orElse(null);
        int count = parameters.number("count", 1, 1, Integer.MAX_VALUE);
        if (timeout != null) {
            return new Wait(count, timeout);
        }
        if (!parameters.all("count").isEmpty()) {
            throw Parameters.malformed("count", "needs wait, such as wait=10s");
        }
        return otherwise;
    }

    private static Duration timeout(String text) {
        try {
            Duration timeout = Durations.parse(text);
            if (timeout.compareTo(LONGEST) > 0) {
                throw Parameters.malformed("wait", "must be at most 5m");
            }
            return timeout;
        } catch (IllegalArgumentException e) {
            throw Parameters.malformed("wait", String.valueOf(e.getMessage()));
        }
    }

    boolean isLooking() {
        return timeout.isZero();
    }
}

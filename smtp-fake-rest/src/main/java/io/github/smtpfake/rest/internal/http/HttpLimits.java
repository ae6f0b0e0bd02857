package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.MemoryBudget;
import java.time.Duration;

/**
 * What clients may occupy of the HTTP server.
 *
 * @param connections the maximum number of connections
 * @param requestTimeout the time within which the head of a request must arrive, and then its body
 * @param readTimeout the time within which a client must read some of its answer
 */
public record HttpLimits(int connections, Duration requestTimeout, Duration readTimeout) {
    /** The number of parsed header fields of a request. */
    static final int HEADERS = 100;

    /** The size of the head of a request. Each connection with a request keeps that much memory, also while it is parked. */
    static final int HEAD_BYTES = 16 * 1024;

    /** The time within which a whole answer must be read. */
    static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(15);

    // For tests of the jar only.
    private static final int REQUEST_SECONDS = Integer.getInteger("smtpfake.http.requestSeconds", 30);

    /** Their buffers need at most a quarter of the memory. */
    private static final int MAX_CONNECTIONS =
            (int) Math.min(4_000, MemoryBudget.ofJvm().capacity() / 4 / SurvivingEndpoint.CONNECTION_BYTES);

    /** The limits unless something else is given. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(MAX_CONNECTIONS, Duration.ofSeconds(REQUEST_SECONDS), Duration.ofMinutes(1));

    /** Returns the same limits with another {@link #readTimeout}. */
    public HttpLimits withReadTimeout(Duration timeout) {
        return new HttpLimits(connections, requestTimeout, timeout);
    }

    /** Returns the same limits with another number of {@link #connections}. */
    public HttpLimits withConnections(int max) {
        return new HttpLimits(max, requestTimeout, readTimeout);
    }
}

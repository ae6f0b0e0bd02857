package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.text.RareEvent;
import java.lang.System.Logger.Level;

/** Reports failures that affect no request, so that nobody else would notice them. Thread-safe. */
final class HttpFailures {
    private static final String LOG = "io.github.smtpfake.http";
    private static final RareEvent EVENT = new RareEvent();

    private HttpFailures() {}

    /** Logs a failure, unless many occur. Never fails itself. */
    static void report(Throwable failure) {
        if (failure instanceof OutOfMemoryError shortage) {
            MemoryShortage.report(shortage);
            return;
        }
        try {
            EVENT.log(count -> System.getLogger(LOG)
                    .log(
                            Level.ERROR,
                            "A thread of the HTTP server has failed; it continues (" + count
                                    + " since the last such line)",
                            failure));
        } catch (Throwable e) {
            // To serve clients is more important than to log.
            return;
        }
    }
}

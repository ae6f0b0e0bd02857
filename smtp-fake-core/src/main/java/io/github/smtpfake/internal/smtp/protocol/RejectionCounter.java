package io.github.smtpfake.internal.smtp.protocol;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Counts the commands that a server has rejected, in all sessions, by the code of the reply. Thread-safe. */
public final class RejectionCounter {
    /** Greater than any reply code (RFC 5321, 4.2.1). */
    private static final int CODES = 600;

    private static final int NO_REPLY = 0;

    // Not atomic numbers, whose classes a new JVM would have to load before its first server starts.
    private final long[] counts = new long[CODES];

    /** @param replyCode the code of the reply; empty if there was none */
    synchronized void count(OptionalInt replyCode) {
        counts[replyCode.orElse(NO_REPLY)]++;
    }

    /** Returns the number of rejected commands by reply code; 0 stands for no reply. Codes without rejections are absent. */
    public synchronized Map<Integer, Long> byReplyCode() {
        Map<Integer, Long> byCode = new TreeMap<>();
        for (int code = 0; code < CODES; code++) {
            if (counts[code] > 0) {
                byCode.put(code, counts[code]);
            }
        }
        return byCode;
    }
}

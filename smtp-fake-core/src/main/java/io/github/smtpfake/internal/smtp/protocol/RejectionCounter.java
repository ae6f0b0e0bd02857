package io.github.smtpfake.internal.smtp.protocol;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the commands that a server has rejected, in all sessions, by the code of the reply. Thread-safe. */
public final class RejectionCounter {
    /** Greater than any reply code (RFC 5321, 4.2.1). */
    private static final int CODES = 600;

    private static final int NO_REPLY = 0;

    private final AtomicLongArray counts = new AtomicLongArray(CODES);

    /** @param replyCode the code of the reply; empty if there was none */
    void count(OptionalInt replyCode) {
        counts.incrementAndGet(replyCode.orElse(NO_REPLY));
    }

    /** Returns the number of rejected commands by reply code; 0 stands for no reply. Codes without rejections are absent. */
    public Map<Integer, Long> byReplyCode() {
        Map<Integer, Long> byCode = new TreeMap<>();
        for (int code = 0; code < CODES; code++) {
            long count = counts.get(code);
            if (count > 0) {
                byCode.put(code, count);
            }
        }
        return byCode;
    }
}

package io.github.smtpfake.rest.internal.http;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A warning in the log for something that may happen very often; written at most once a minute. Thread-safe. */
final class RareWarning {
    private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);
    private static final long NEVER = 0;

    private final AtomicLong last = new AtomicLong(NEVER);
    private final AtomicLong count = new AtomicLong();

    /** Writes the warning with the number of times since the last line, unless there was a line in the last minute. */
    void log(String text) {
        long times = count.incrementAndGet();
        long now = System.nanoTime() | 1;
        long before = last.get();
        if ((before == NEVER || now - before >= PERIOD) && last.compareAndSet(before, now)) {
            count.addAndGet(-times);
            System.getLogger("io.github.smtpfake.http")
                    .log(Level.WARNING, text + (times == 1 ? "" : " (" + times + " times since the last warning)"));
        }
    }
}

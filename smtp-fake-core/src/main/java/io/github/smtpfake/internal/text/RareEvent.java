package io.github.smtpfake.internal.text;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Logs an event that is rare in general, but may happen many times a second, at most once a minute. Thread-safe. */
public final class RareEvent {
    private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final AtomicBoolean happened = new AtomicBoolean();

    /**
     * Records that the event has happened.
     *
     * @param log writes a line with the number of events since the last line; called unless there was a line in the
     *     last minute
     */
    public void log(LongConsumer log) {
        count.incrementAndGet();
        long now = System.nanoTime();
        long before = last.get();
        boolean isFirst = happened.compareAndSet(false, true);
        if ((isFirst || now - before >= PERIOD) && last.compareAndSet(before, now)) {
            log.accept(count.getAndSet(0));
        }
    }
}

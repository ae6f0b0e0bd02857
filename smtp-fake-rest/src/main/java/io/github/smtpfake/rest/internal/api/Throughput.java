package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.RateMeter.Rate;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast messages arrive after the start of the server. Thread-safe. Written without lambdas, because it is
 * created at each start of the server.
 */
final class Throughput implements StoreListener {
    private final Instant startedAt = Instant.now();
    private final RateMeter meter;
    private final InstantSource clock;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /**
     * Creates an object that has measured nothing.
     *
     * @param nanoTime a clock in nanoseconds that never goes back
     * @param clock the time of day
     */
    Throughput(LongSupplier nanoTime, InstantSource clock) {
        this.clock = clock;
        this.meter = new RateMeter(nanoTime);
    }

    /** Returns a new object that uses the clock of the JVM. */
    static Throughput create() {
        LongSupplier nanoTime = new LongSupplier() {
            @Override
            public long getAsLong() {
                return System.nanoTime();
            }
        };
        return new Throughput(nanoTime, InstantSource.system());
    }

    @Override
    public void added(CapturedMessage message) {
        meter.add(message.size());
        arrived(clock.instant());
    }

    private synchronized void arrived(Instant time) {
        if (first == null) {
            first = time;
        }
        last = time;
    }

    @Override
    public void removed(List<String> ids) {}

    @Override
    public void changed(SmtpSession session) {}

    Instant startedAt() {
        return startedAt;
    }

    /** Returns when the first message was stored, which is later than its arrival if it was imported. */
    synchronized Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    /** Returns when the last message was stored. */
    synchronized Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** Returns how many messages and bytes arrived per second, averaged over the last seconds. */
    Rate rate(int seconds) {
        return meter.rate(seconds);
    }
}

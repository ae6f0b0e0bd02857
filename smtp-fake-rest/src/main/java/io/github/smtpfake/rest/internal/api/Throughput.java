package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.RateMeter.Rate;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.time.Instant;
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
    private @Nullable Instant first;
    private @Nullable Instant last;

    /** @param nanoTime a clock in nanoseconds that never goes back */
    Throughput(LongSupplier nanoTime) {
        this.meter = new RateMeter(nanoTime);
    }

    /** Returns a new object that uses the clock of the JVM. */
    static Throughput create() {
        return new Throughput(new LongSupplier() {
            @Override
            public long getAsLong() {
                return System.nanoTime();
            }
        });
    }

    @Override
    public void added(CapturedMessage message) {
        meter.add(message.size());
        arrived(message.receivedAt());
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

    /** Returns when the first message arrived. */
    synchronized Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    /** Returns when the last message arrived. */
    synchronized Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** Returns how many messages and bytes arrived per second, averaged over the last seconds. */
    Rate rate(int seconds) {
        return meter.rate(seconds);
    }
}

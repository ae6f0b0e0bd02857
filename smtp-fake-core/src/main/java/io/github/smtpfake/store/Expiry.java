package io.github.smtpfake.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages that are older than a limit allows. Almost all messages are stored in the order of their times, so only the
 * oldest must be checked; the others, such as imported ones, are kept in a separate set. Not thread-safe.
 */
final class Expiry {
    /** Messages that arrive at the same time may be stored in any order. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Duration limit;
    private final TreeSet<MemoryRow> outOfOrder = new TreeSet<>(new ByTime());
    private Instant newest = Instant.MIN;

    /**
     * Creates an expiry.
     *
     * @param limit the age that a message may reach; zero for any age
     */
    Expiry(Duration limit) {
        this.limit = limit;
    }

    void added(MemoryRow row) {
        if (limit.isZero()) {
            return;
        }
        Instant time = row.message().receivedAt();
        if (time.isAfter(newest)) {
            newest = time;
        } else if (time.isBefore(newest.minus(TOLERANCE))) {
            outOfOrder.add(row);
        }
    }

    /** Forgets a message, to free its memory before the message expires. */
    void removed(MemoryRow row) {
        if (!outOfOrder.isEmpty()) {
            outOfOrder.remove(row);
        }
    }

    /**
     * Returns a message that is too old, or null if there is none.
     *
     * @param oldest the message with the lowest number; null if there is none
     */
    @Nullable
    MemoryRow expired(@Nullable MemoryRow oldest) {
        if (limit.isZero()) {
            return null;
        }
        Instant end = Instant.now().minus(limit);
        if (oldest != null && oldest.message().receivedAt().isBefore(end)) {
            return oldest;
        }
        return !outOfOrder.isEmpty()
                        && outOfOrder.first().message().receivedAt().isBefore(end)
                ? outOfOrder.first()
                : null;
    }

    /** A class rather than a lambda, because the first lambda of a JVM delays its start by 15 ms. */
    private static final class ByTime implements Comparator<MemoryRow> {
        @Override
        public int compare(MemoryRow one, MemoryRow other) {
            int byTime = one.message().receivedAt().compareTo(other.message().receivedAt());
            return byTime == 0 ? Long.compare(one.number(), other.number()) : byTime;
        }
    }
}

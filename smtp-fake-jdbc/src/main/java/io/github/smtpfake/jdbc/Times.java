package io.github.smtpfake.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts times to numbers that SQL compares. */
final class Times {
    private static final Instant FIRST = Instant.EPOCH.plusNanos(Long.MIN_VALUE);
    private static final Instant LAST = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

    private Times() {}

    /** Returns the nanoseconds since 1970; for times before 1677 and after 2262, the first or the last number. */
    static long nanos(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : ChronoUnit.NANOS.between(Instant.EPOCH, time);
    }
}

package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.rules.RuleLimits;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides by the limits of a rule which of its matches fire. Not thread-safe: the rule guards it. */
final class Limiter {
    private final RuleLimits limits;
    private final @Nullable SplittableRandom random;
    private int matches;
    private double tokens;
    private long refilledAt;

    Limiter(RuleLimits limits) {
        this.limits = limits;
        this.random = limits.probability().isPresent() ? new SplittableRandom(limits.seed()) : null;
        this.tokens = limits.aboveRateCount().orElse(0);
    }

    /**
     * Counts a match, and returns whether it fires.
     *
     * @param fired how often the rule has fired
     * @param now a time in nanoseconds
     */
    boolean allows(int fired, long now) {
        if (limits.times().isPresent() && fired >= limits.times().getAsInt()) {
            return false;
        }
        matches++;
        if (matches <= limits.skipFirst()) {
            return false;
        }
        boolean byChance =
                random == null || random.nextDouble() < limits.probability().orElseThrow();
        return byChance
                && (limits.aboveRateCount().isEmpty()
                        || exceeds(limits.aboveRateCount().getAsInt(), now));
    }

    private boolean exceeds(int count, long now) {
        if (matches > limits.skipFirst() + 1) {
            double windows =
                    (double) (now - refilledAt) / limits.aboveRateWindow().toNanos();
            tokens = Math.min(count, tokens + windows * count);
        }
        refilledAt = now;
        if (tokens < 1) {
            return true;
        }
        tokens--;
        return false;
    }
}

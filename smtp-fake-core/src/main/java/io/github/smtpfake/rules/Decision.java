package io.github.smtpfake.rules;

import io.github.smtpfake.rules.RuleLimits.Above;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides which matches of a rule fire, by its limits. Not thread-safe: its rule guards it. */
final class Decision {
    private final RuleLimits limits;
    private final @Nullable SplittableRandom random;
    private int matches;
    private double tokens;
    private long refilledAt;

    Decision(RuleLimits limits) {
        this.limits = limits;
        this.random = limits.chance()
                .map(chance -> new SplittableRandom(chance.seed()))
                .orElse(null);
        this.tokens = limits.above().map(Above::count).orElse(0);
    }

    /**
     * @param fired how often the rule has fired
     * @param now a time in nanoseconds
     */
    boolean lets(int fired, long now) {
        if (limits.times().isPresent() && fired >= limits.times().get()) {
            return false;
        }
        matches++;
        if (matches <= limits.skip()) {
            return false;
        }
        boolean byChance = random == null
                || random.nextDouble() < limits.chance().orElseThrow().probability();
        return byChance && limits.above().map(above -> exceeds(above, now)).orElse(true);
    }

    private boolean exceeds(Above above, long now) {
        if (matches > limits.skip() + 1) {
            double windows = (double) (now - refilledAt) / above.window().toNanos();
            tokens = Math.min(above.count(), tokens + windows * above.count());
        }
        refilledAt = now;
        if (tokens < 1) {
            return true;
        }
        tokens--;
        return false;
    }
}

package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a rule fires where its conditions hold. What a rule lets pass falls through to older rules. Immutable.
 *
 * @param times the most firings
 * @param skip how many it lets pass before the first
 * @param chance whether it fires by chance
 * @param above whether it fires only above a rate
 */
public record RuleLimits(Optional<Integer> times, int skip, Optional<Chance> chance, Optional<Above> above) {
    /** Fires always. */
    public static final RuleLimits NONE = new RuleLimits(Optional.empty(), 0, Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if {@code times} is less than 1 or {@code skip} less than 0 */
    public RuleLimits {
        times.ifPresent(most -> Check.atLeast("times", most, 1));
        Check.atLeast("skip", skip, 0);
    }

    /**
     * Chance that is the same in each run: the seed decides which of the matches fire.
     *
     * @param probability from 0 to 1
     */
    public record Chance(double probability, long seed) {

        /** @throws IllegalArgumentException if the probability is not between 0 and 1 */
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        "probability must be between 0 and 1, not " + probability + "; 50 % is 0.5");
            }
        }
    }

    /**
     * A token bucket: so many pass at once, and as many again in the course of each window; what comes above that is hit.
     */
    public record Above(int count, Duration window) {

        /** @throws IllegalArgumentException if the count is less than 1, or the window is not positive */
        public Above {
            Check.atLeast("above", count, 1);
            if (window.isZero() || window.isNegative()) {
                throw new IllegalArgumentException("the window of above must be more than 0, not " + window);
            }
        }
    }

    RuleLimits withTimes(int most) {
        return new RuleLimits(Optional.of(most), skip, chance, above);
    }

    RuleLimits withSkip(int first) {
        return new RuleLimits(times, first, chance, above);
    }

    RuleLimits withChance(Chance how) {
        return new RuleLimits(times, skip, Optional.of(how), above);
    }

    RuleLimits withAbove(Above rate) {
        return new RuleLimits(times, skip, chance, Optional.of(rate));
    }
}

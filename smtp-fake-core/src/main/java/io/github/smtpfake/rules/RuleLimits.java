package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Limits that determine how often a rule fires when its conditions hold. If its limits keep a rule from firing, older
 * rules may fire. Start from {@link #NONE}; each method that sets a limit returns another object. Immutable.
 */
public final class RuleLimits {
    /** No limit: the rule always fires. */
    public static final RuleLimits NONE = new RuleLimits(null, 0, null, 0, null, Duration.ZERO);

    private final @Nullable Integer times;
    private final int skip;
    private final @Nullable Double probability;
    private final long seed;
    private final @Nullable Integer aboveCount;
    private final Duration aboveWindow;

    private RuleLimits(
            @Nullable Integer times,
            int skip,
            @Nullable Double probability,
            long seed,
            @Nullable Integer aboveCount,
            Duration aboveWindow) {
        this.times = times;
        this.skip = skip;
        this.probability = probability;
        this.seed = seed;
        this.aboveCount = aboveCount;
        this.aboveWindow = aboveWindow;
    }

    /**
     * Limits how many times the rule fires.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public RuleLimits withTimes(int most) {
        Check.atLeast("times", most, 1);
        return new RuleLimits(most, skip, probability, seed, aboveCount, aboveWindow);
    }

    /**
     * Makes the rule skip the given number of matches before it fires.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RuleLimits withSkipFirst(int first) {
        Check.atLeast("skip", first, 0);
        return new RuleLimits(times, first, probability, seed, aboveCount, aboveWindow);
    }

    /**
     * Makes the rule fire with this probability. The seed determines which matches fire, so every run is the same.
     *
     * @throws IllegalArgumentException if the probability is not between 0 and 1
     */
    public RuleLimits withProbability(double probability, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability must be between 0 and 1, not " + probability + "; 50 % is 0.5");
        }
        return new RuleLimits(times, skip, probability, seed, aboveCount, aboveWindow);
    }

    /**
     * Makes the rule fire only for matches above this rate. A token bucket lets a burst of {@code count} matches pass,
     * and then {@code count} more in the course of each window.
     *
     * @throws IllegalArgumentException if the count is less than 1 or the window is not positive
     */
    public RuleLimits withAboveRate(int count, Duration window) {
        Objects.requireNonNull(window, "window");
        Check.atLeast("count", count, 1);
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be more than 0, not " + window);
        }
        return new RuleLimits(times, skip, probability, seed, count, window);
    }

    /** Returns how many times the rule may fire; empty without such a limit. */
    public OptionalInt times() {
        return times == null ? OptionalInt.empty() : OptionalInt.of(times);
    }

    /** Returns how many matches the rule skips before it fires. */
    public int skipFirst() {
        return skip;
    }

    /** Returns the probability with which the rule fires, from 0 to 1; empty if it always fires. */
    public OptionalDouble probability() {
        return probability == null ? OptionalDouble.empty() : OptionalDouble.of(probability);
    }

    /** Returns the seed that determines which matches fire; 0 without a probability. */
    public long seed() {
        return seed;
    }

    /** Returns how many matches pass in each {@link #aboveRateWindow} before the rule fires; empty without such a rate. */
    public OptionalInt aboveRateCount() {
        return aboveCount == null ? OptionalInt.empty() : OptionalInt.of(aboveCount);
    }

    /** Returns the window of {@link #aboveCount}; zero without one. */
    public Duration aboveRateWindow() {
        return aboveWindow;
    }

    /** Returns the limits in a form similar to Java: {@code .skipFirst(1).times(2)}; an empty string without limits. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (skip > 0) {
            text.append(".skipFirst(").append(skip).append(')');
        }
        if (times != null) {
            text.append(".times(").append(times).append(')');
        }
        if (probability != null) {
            text.append(".withProbability(")
                    .append(probability)
                    .append(", ")
                    .append(seed)
                    .append(')');
        }
        if (aboveCount != null) {
            text.append(".aboveRate(").append(aboveCount).append(" per ");
            text.append(aboveWindow.toSeconds()).append(" s)");
        }
        return text.toString();
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(times, skip, probability, seed, aboveCount, aboveWindow);
    }

    /** Returns whether the other object sets the same limits. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleLimits limits && values().equals(limits.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }
}

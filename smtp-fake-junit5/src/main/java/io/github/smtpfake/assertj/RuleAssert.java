package io.github.smtpfake.assertj;

import io.github.smtpfake.rules.Rule;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on how often a {@link Rule} has fired at the time of the call. They do not wait. */
public class RuleAssert extends AbstractAssert<RuleAssert, Rule> {

    /** Creates an assert; tests usually call {@link SmtpFakeAssertions#assertThat(Rule)} instead. */
    public RuleAssert(@Nullable Rule actual) {
        super(actual, RuleAssert.class);
    }

    /**
     * Verifies that the rule has fired exactly the given number of times.
     *
     * @param times zero or more
     */
    public RuleAssert hasFired(int times) {
        Checks.atLeast(0, times, "times");
        isNotNull();
        int fired = actual.timesFired();
        return check(fired == times, fired, times, "to fire " + times(times));
    }

    /**
     * Verifies that the rule has fired the given number of times or more.
     *
     * @param times at least 1
     */
    public RuleAssert hasFiredAtLeast(int times) {
        Checks.atLeast(1, times, "times");
        isNotNull();
        int fired = actual.timesFired();
        return check(fired >= times, fired, times, "to fire at least " + times(times));
    }

    /** Verifies that the rule has never fired. */
    public RuleAssert hasNotFired() {
        isNotNull();
        int fired = actual.timesFired();
        return check(fired == 0, fired, 0, "not to fire");
    }

    private RuleAssert check(boolean holds, int fired, int expected, String expectation) {
        if (!holds) {
            throw failureWithActualExpected(
                    fired,
                    expected,
                    "%s",
                    Failure.of(
                                    "rule " + actual + " " + expectation,
                                    fired == 0 ? "it never fired" : "it fired " + times(fired))
                            + (fired == 0 ? whyNot() : "\nSessions: " + String.join(", ", actual.sessions())));
        }
        return this;
    }

    private String whyNot() {
        String stage = actual.definition().stage().jsonName();
        return "\n" + actual.lastMiss().orElse("No session reached its stage, " + stage + ".");
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}

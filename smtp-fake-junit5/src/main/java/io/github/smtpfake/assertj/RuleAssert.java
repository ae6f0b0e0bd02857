package io.github.smtpfake.assertj;

import io.github.smtpfake.rules.Rule;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on how often a {@link Rule} has fired when they are called; they do not wait. */
public class RuleAssert extends AbstractAssert<RuleAssert, Rule> {

    /** Makes an assert; {@link SmtpFakeAssertions#assertThat(Rule)} reads better. */
    public RuleAssert(@Nullable Rule actual) {
        super(actual, RuleAssert.class);
    }

    /** The rule has fired exactly so many times. */
    public RuleAssert hasFired(int times) {
        isNotNull();
        int fired = actual.timesFired();
        return check(fired == times, fired, times, "to have fired " + times(times));
    }

    /** The rule has fired so many times or more. */
    public RuleAssert hasFiredAtLeast(int times) {
        isNotNull();
        int fired = actual.timesFired();
        return check(fired >= times, fired, times, "to have fired at least " + times(times));
    }

    /** The rule has never fired. */
    public RuleAssert hasNotFired() {
        isNotNull();
        int fired = actual.timesFired();
        return check(fired == 0, fired, 0, "not to have fired");
    }

    private RuleAssert check(boolean holds, int fired, int expected, String expectation) {
        if (!holds) {
            String sessions = fired == 0 ? "" : ", in sessions " + actual.sessions();
            throw failureWithActualExpected(
                    fired,
                    expected,
                    "%s",
                    "Expecting rule\n  " + actual + "\n" + expectation + ", but it fired " + times(fired) + sessions);
        }
        return this;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}

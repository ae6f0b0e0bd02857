package io.github.smtpfake.rules;

import io.github.smtpfake.rules.RuleAction.Disconnect.Manner;
import java.time.Duration;

/**
 * A rule before its action: how often it fires, and after which delay. Each setter returns another draft; the method that
 * names the action gives the rule to the server, for which it counts from then on. Immutable.
 *
 * @param <D> the draft itself
 */
public abstract class RuleDraft<D extends RuleDraft<D>> {
    private final Draft draft;

    RuleDraft(Draft draft) {
        this.draft = draft;
    }

    abstract D with(Draft other);

    final Rule register(RuleAction... last) {
        return draft.register(last);
    }

    /**
     * Fires so many times at most; after that the rule lets everything pass.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public D times(int most) {
        return with(draft.with(draft.limits().withTimes(most)));
    }

    /** Fires once. */
    public D once() {
        return times(1);
    }

    /**
     * Lets the first so many pass.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public D skipFirst(int first) {
        return with(draft.with(draft.limits().withSkip(first)));
    }

    /**
     * Fires with this probability. Which of the matches fire depends on the seed alone, so that it is the same in each run.
     *
     * @param probability from 0 to 1
     * @throws IllegalArgumentException if it is out of this range
     */
    public D withProbability(double probability, long seed) {
        return with(draft.with(draft.limits().withChance(new RuleLimits.Chance(probability, seed))));
    }

    /**
     * Fires only for what comes above this rate, by a token bucket: so many pass at once, and as many again in the course
     * of each window, such as {@link Rules#perMinute()}.
     *
     * @throws IllegalArgumentException if the count is less than 1, or the window is not positive
     */
    public D aboveRate(int count, Duration window) {
        return with(draft.with(draft.limits().withAbove(new RuleLimits.Above(count, window))));
    }

    /**
     * Waits before the action. No other session waits with it, no time-out of the server ends it, and stopping the server
     * does at once.
     *
     * @throws IllegalArgumentException if it is not positive, or longer than an hour
     */
    public D delay(Duration duration) {
        return with(draft.with(duration));
    }

    /** Goes on as if there were no rule, not even an older one, apart from a delay. */
    public Rule passThrough() {
        return register();
    }

    /** Closes the connection in order, without a reply. */
    public Rule disconnect() {
        return register(new RuleAction.Disconnect(Manner.CLOSE));
    }

    /** Closes the connection by RST, without a reply. */
    public Rule reset() {
        return register(new RuleAction.Disconnect(Manner.RESET));
    }

    /** Leaves the connection open, and neither does nor answers anything any more until the client leaves. */
    public Rule stall() {
        return register(new RuleAction.Stall());
    }
}

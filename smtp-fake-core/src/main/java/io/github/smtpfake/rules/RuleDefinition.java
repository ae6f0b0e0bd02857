package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rule does, and when: a value that JSON has, too, but for {@link RuleCondition.Satisfies}. Immutable.
 *
 * @param stage where it can fire
 * @param conditions what must hold there, all of it; none means always
 * @param limits how often it fires
 * @param actions what it does, in order; none means that the session goes on as if the rule were not there, which
 *     overrides older rules
 */
public record RuleDefinition(Stage stage, List<RuleCondition> conditions, RuleLimits limits, List<RuleAction> actions) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a condition or an action does not fit the stage or the other actions; the message
     *     names it and the fix
     */
    public RuleDefinition {
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
        DefinitionCheck.check(stage, conditions, actions);
    }

    /** Returns the action of this kind, if there is one. */
    public <A extends RuleAction> Optional<A> action(Class<A> kind) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Returns how long the rule waits before anything else; zero if it does not. */
    public Duration delay() {
        return action(RuleAction.Delay.class).map(RuleAction.Delay::duration).orElse(Duration.ZERO);
    }

    /** Returns whether what the client asked for is not done. */
    public boolean refuses() {
        return actions.stream()
                .anyMatch(action -> action instanceof RuleAction.Reply reply && reply.refuses()
                        || action instanceof RuleAction.MalformedReply
                        || action instanceof RuleAction.Disconnect
                        || action instanceof RuleAction.Stall);
    }

    /**
     * Returns whether the rule can fire for one address, user or EHLO name alone, which a condition names without a
     * wildcard, so that it leaves clients with others in peace.
     */
    public boolean isBound() {
        return conditions.stream().anyMatch(RuleCondition::isBinding);
    }

    boolean holds(Situation situation) {
        for (RuleCondition condition : conditions) {
            if (!condition.holds(situation)) {
                return false;
            }
        }
        return true;
    }

    /** Returns after how many octets of a message the rule is due. */
    long moment() {
        return conditions.stream()
                .mapToLong(condition -> condition instanceof RuleCondition.AfterBytes after ? after.octets() : 0)
                .max()
                .orElse(0);
    }

    /** Returns the rule as it reads in Java, nearly: {@code rcptTo(full@example.org) -> 452 4.2.2 mailbox full}. */
    @Override
    public String toString() {
        return Wording.of(this);
    }
}

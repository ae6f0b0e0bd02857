package io.github.smtpfake.rules;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * When a rule fires, and what it does. A value that can be written as JSON, and read from it unless a condition is written
 * in Java. Immutable.
 *
 * @param stage where the rule can fire
 * @param conditions what must hold there: all of them; an empty list always holds
 * @param limits how often the rule fires
 * @param actions what the rule does, in order; with an empty list the session continues as if there were no rule, not even
 *     an older one
 */
public record RuleDefinition(Stage stage, List<RuleCondition> conditions, RuleLimits limits, List<RuleAction> actions) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a condition or an action does not fit the stage or the other actions; the message
     *     names it and the fix
     */
    public RuleDefinition {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(limits, "limits");
        conditions = List.copyOf(Objects.requireNonNull(conditions, "conditions"));
        actions = List.copyOf(Objects.requireNonNull(actions, "actions"));
        for (RuleCondition condition : conditions) {
            condition.requireFits(stage);
        }
        for (RuleAction action : actions) {
            action.requireFits(stage);
        }
        CompatibleActions.require(actions);
    }

    /**
     * Returns whether a condition names one address, user or EHLO name without a wildcard, so that the rule cannot affect
     * clients that use others.
     */
    public boolean isSpecific() {
        return conditions.stream().anyMatch(RuleCondition::isSpecific);
    }

    /** Returns the rule much as it is written in Java: {@code rcptTo(full@example.org) -> 452 4.2.2 mailbox full}. */
    @Override
    public String toString() {
        String done = actions.isEmpty()
                ? "pass through"
                : actions.stream().map(RuleAction::describe).collect(Collectors.joining(", "));
        return RuleTrigger.describe(stage, conditions) + limits + " -> " + done;
    }
}

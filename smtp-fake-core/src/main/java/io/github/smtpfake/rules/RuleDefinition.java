package io.github.smtpfake.rules;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The stage, conditions, limits and actions of a rule. JSON can represent it, except for conditions that are written in
 * Java. Immutable.
 *
 * @param stage where the rule can fire
 * @param conditions the conditions that must all hold there; with an empty list the rule always matches
 * @param limits how often the rule fires
 * @param actions the actions, in the order in which they are executed; with an empty list the session continues as if
 *     no rule existed, not even an older one
 */
public record RuleDefinition(Stage stage, List<RuleCondition> conditions, RuleLimits limits, List<RuleAction> actions) {

    /**
     * Creates a definition with copies of the lists.
     *
     * @throws IllegalArgumentException if a condition or an action does not fit the stage or the other actions; the
     *     message names it and the fix
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
     * Returns whether a condition names one address, user or EHLO name without a wildcard, so that the rule cannot
     * affect clients that use others.
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

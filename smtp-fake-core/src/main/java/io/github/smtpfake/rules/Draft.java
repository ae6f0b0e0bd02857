package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is known of a rule before its last action. Immutable. */
record Draft(
        Function<RuleDefinition, Rule> registry,
        Stage stage,
        List<RuleCondition> conditions,
        RuleLimits limits,
        List<RuleAction> delay) {

    Draft(Function<RuleDefinition, Rule> registry, Stage stage, List<RuleCondition> conditions) {
        this(registry, stage, conditions, RuleLimits.NONE, List.of());
    }

    Draft with(RuleLimits limits) {
        return new Draft(registry, stage, conditions, limits, delay);
    }

    Draft with(Duration delay) {
        return new Draft(registry, stage, conditions, limits, List.of(new RuleAction.Delay(delay)));
    }

    Rule register(RuleAction... last) {
        List<RuleAction> actions = new ArrayList<>(delay);
        actions.addAll(List.of(last));
        return registry.apply(new RuleDefinition(stage, conditions, limits, actions));
    }
}

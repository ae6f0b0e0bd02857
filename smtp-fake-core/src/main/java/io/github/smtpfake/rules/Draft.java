package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is known of a rule before its last action. Immutable. */
record Draft(
        Function<RuleDefinition, Rule> registry,
        Stage stage,
        List<Condition> conditions,
        RuleLimits limits,
        List<Action> delay) {

    Draft(Function<RuleDefinition, Rule> registry, Stage stage, List<Condition> conditions) {
        this(registry, stage, conditions, RuleLimits.NONE, List.of());
    }

    Draft with(RuleLimits limits) {
        return new Draft(registry, stage, conditions, limits, delay);
    }

    Draft with(Duration delay) {
        return new Draft(registry, stage, conditions, limits, List.of(new Action.Delay(delay)));
    }

    Rule register(Action... last) {
        List<Action> actions = new ArrayList<>(delay);
        actions.addAll(List.of(last));
        return registry.apply(new RuleDefinition(stage, conditions, limits, actions));
    }
}

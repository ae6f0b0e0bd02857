package io.github.smtpfake.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * When a rule fires: a stage, and what must hold there. Made by {@link Rules}. Each method returns a narrower trigger: all of
 * its conditions must hold. In addresses and names {@code *} stands for any characters. Immutable.
 *
 * @param <T> the trigger itself
 * @param <D> what the stage can be made to do
 */
public abstract class Trigger<T extends Trigger<T, D>, D> {
    final Stage stage;
    final List<RuleCondition> conditions;

    Trigger(Stage stage, List<RuleCondition> conditions) {
        this.stage = stage;
        this.conditions = List.copyOf(conditions);
    }

    /** Returns the stage that the rule is of. */
    public final Stage stage() {
        return stage;
    }

    abstract T with(List<RuleCondition> all);

    abstract D draft(Draft draft);

    /** Begins a rule that goes where it is told when it is complete. */
    final D draft(Function<RuleDefinition, Rule> registry) {
        return draft(new Draft(registry, stage, conditions));
    }

    /** The condition holds, too. */
    public T and(RuleCondition condition) {
        List<RuleCondition> all = new ArrayList<>(conditions);
        all.add(condition);
        return with(all);
    }

    /** Not all of these conditions hold. */
    public T not(RuleCondition... all) {
        return and(new RuleCondition.Not(List.of(all)));
    }

    /** The client has this address; its port does not matter. */
    public T client(String address) {
        return and(new RuleCondition.Client(address));
    }

    /** The connection is encrypted. */
    public T encrypted() {
        return and(new RuleCondition.Tls(true));
    }

    /** The connection is not encrypted. */
    public T unencrypted() {
        return and(new RuleCondition.Tls(false));
    }

    /**
     * A condition of your own holds.
     *
     * @param description how it reads in transcripts and failures
     * @param test called by the thread of the session, so that it must be thread-safe and quick
     */
    public T matching(String description, Predicate<Situation> test) {
        return and(new RuleCondition.Satisfies(description, test));
    }
}

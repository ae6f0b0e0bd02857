package io.github.smtpfake.rules;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Conditions that are made of other conditions or of code. */
final class CombinedConditions {
    /** The JSON name of conditions that JSON can show but not read. */
    static final String MATCHING = "matching";

    private CombinedConditions() {}

    /** Holds if at least one of the conditions does not. */
    record Not(List<RuleCondition> conditions) implements RuleCondition {

        Not {
            for (RuleCondition condition : Objects.requireNonNull(conditions, "conditions")) {
                Objects.requireNonNull(condition, "condition");
            }
            conditions = List.copyOf(conditions);
            if (conditions.isEmpty()) {
                throw new IllegalArgumentException(
                        "not(..) needs a condition, such as RuleCondition.recipient(\"*@example.org\")");
            }
        }

        @Override
        public boolean holds(Situation situation) {
            return !conditions.stream().allMatch(condition -> condition.holds(situation));
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return conditions.stream().allMatch(condition -> condition.appliesAt(stage));
        }

        @Override
        public String describe() {
            return "not(" + conditions.stream().map(RuleCondition::describe).collect(Collectors.joining(", ")) + ")";
        }

        @Override
        public String jsonName() {
            return isAnyOf() ? "anyOf" : "not";
        }

        @Override
        public Object jsonValue() {
            return isAnyOf()
                    ? conditions.stream()
                            .map(condition -> RuleCondition.toJson(((Not) condition).conditions))
                            .toList()
                    : RuleCondition.toJson(conditions);
        }

        /** Returns whether this negates several negations: then it holds if any of the negated conditions holds. */
        private boolean isAnyOf() {
            return conditions.size() > 1 && conditions.stream().allMatch(Not.class::isInstance);
        }
    }

    record Satisfies(String description, Predicate<Situation> test) implements RuleCondition {

        Satisfies {
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(test, "test");
        }

        @Override
        public boolean holds(Situation situation) {
            return test.test(situation);
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return true;
        }

        @Override
        public String describe() {
            return "matching(" + description + ")";
        }

        @Override
        public String jsonName() {
            return MATCHING;
        }

        @Override
        public Object jsonValue() {
            return description;
        }
    }
}

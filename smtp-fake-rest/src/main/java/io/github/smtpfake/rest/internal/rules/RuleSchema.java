package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rules.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The members that a rule can have: for each stage its conditions and actions, and for each condition, action and limit the kind
 * of its value. The classes that read rules also create this schema, so that the two cannot differ.
 *
 * @param stages the stages in the order of a session
 * @param conditions the members of {@code when}, by name
 * @param actions the members of the elements of {@code then}, by name
 * @param limits the members of the rule that limit how often it fires, by name
 */
public record RuleSchema(
        List<StageSchema> stages,
        Map<String, ValueSchema> conditions,
        Map<String, ValueSchema> actions,
        Map<String, ValueSchema> limits) {

    /**
     * A stage.
     *
     * @param name the value of {@code on}
     * @param conditions the names of the conditions that can hold at this stage
     * @param actions the names of the actions that are possible at this stage
     */
    public record StageSchema(String name, List<String> conditions, List<String> actions) {}

    /** Returns the schema of this version. */
    public static RuleSchema create() {
        return new RuleSchema(
                Arrays.stream(Stage.values())
                        .map(stage -> new StageSchema(
                                stage.jsonName(), ConditionsJson.namesAt(stage), ActionsJson.namesAt(stage)))
                        .toList(),
                ConditionsJson.schemas(),
                ActionsJson.schemas(),
                LimitsJson.schemas());
    }
}

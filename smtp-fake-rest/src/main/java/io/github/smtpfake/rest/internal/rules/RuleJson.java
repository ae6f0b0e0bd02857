package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule as JSON. What is written can be read again, apart from conditions in Java. */
public final class RuleJson {
    private static final String ON = "on";
    private static final String WHEN = "when";
    private static final String THEN = "then";
    /** What only a rule has that is there already; passed over, so that what was shown can be given back. */
    private static final List<String> READ_ONLY = List.of("id", "description", "fired", "sessions");

    private static final List<String> NAMES = Stream.of(List.of(ON, WHEN, THEN), LimitsJson.NAMES, READ_ONLY)
            .flatMap(List::stream)
            .toList();

    private RuleJson() {}

    /** Returns the members of a rule that a server has. */
    public static Map<String, Object> of(Rule rule) {
        RuleDefinition definition = rule.definition();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", rule.id());
        members.put("description", rule.toString());
        members.put(ON, definition.stage().jsonName());
        members.put(WHEN, ConditionsJson.write(definition.conditions()));
        members.put(THEN, ActionsJson.write(definition.actions()));
        members.putAll(LimitsJson.write(definition.limits()));
        members.put("fired", rule.timesFired());
        members.put("sessions", rule.sessions());
        return members;
    }

    /**
     * Returns the rule that an object describes. Only {@code on} is needed; without actions a rule lets pass what older
     * ones would stop.
     *
     * @throws JsonException if a member is unknown, malformed or does not fit the stage; it names the field
     */
    public static RuleDefinition read(JsonValue rule) {
        rule.requireOnly(NAMES);
        Stage stage = stage(rule.required(ON));
        List<RuleCondition> conditions =
                rule.member(WHEN).map(when -> ConditionsJson.read(stage, when)).orElse(List.of());
        RuleLimits limits = LimitsJson.read(rule);
        Optional<JsonValue> then = rule.member(THEN);
        List<RuleAction> actions = then.map(value -> actions(stage, value)).orElse(List.of());
        return Fields.check(then.orElse(rule), () -> new RuleDefinition(stage, conditions, limits, actions));
    }

    private static Stage stage(JsonValue on) {
        String name = on.text();
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.jsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> on.wrong("must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Stage.values())
                                        .map(Stage::jsonName)
                                        .toList()) + ", not \""
                        + name + "\""));
    }

    /** Each alone first, so that the fault is found where it is; whether a message is stored depends on the others. */
    private static List<RuleAction> actions(Stage stage, JsonValue then) {
        Map<RuleAction, JsonValue> actions = ActionsJson.read(then);
        actions.forEach((action, value) -> {
            if (!(action instanceof RuleAction.Store)) {
                Fields.check(value, () -> new RuleDefinition(stage, List.of(), RuleLimits.NONE, List.of(action)));
            }
        });
        return List.copyOf(actions.keySet());
    }
}

package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.internal.RuleMembers;
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

/** Reads and writes a rule as JSON. It can read what it writes, except conditions written in Java. */
public final class RuleJson {
    private static final String ON = "on";
    private static final String WHEN = "when";
    private static final String THEN = "then";
    /** Members of a rule on a server, which are ignored so that a rule can be read as it was shown. */
    private static final List<String> READ_ONLY = List.of("id", "description", "fired", "sessions");

    private static final List<String> NAMES = Stream.of(List.of(ON, WHEN, THEN), LimitsJson.NAMES, READ_ONLY)
            .flatMap(List::stream)
            .toList();

    private RuleJson() {}

    /** Returns the JSON members of a rule of a server. */
    public static Map<String, Object> of(Rule rule) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", rule.id());
        members.put("description", rule.toString());
        members.putAll(RuleMembers.of(rule.definition()));
        members.put("fired", rule.timesFired());
        members.put("sessions", rule.sessions());
        return members;
    }

    /**
     * Returns the rule that an object describes. Only {@code on} is required; a rule without actions keeps older rules from
     * firing.
     *
     * @throws JsonException if a member is unknown, malformed or does not fit the stage; the exception names the field
     */
    public static RuleDefinition read(JsonValue rule) {
        rule.requireOnly(NAMES);
        Stage stage = stage(rule.required(ON));
        List<RuleCondition> conditions =
                rule.member(WHEN).map(when -> ConditionsJson.read(stage, when)).orElse(List.of());
        RuleLimits limits = LimitsJson.read(rule);
        Optional<JsonValue> then = rule.member(THEN);
        List<RuleAction> actions =
                then.map(value -> ActionsJson.read(stage, value)).orElse(List.of());
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
}

package io.github.smtpfake.rest.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.rules.RuleSchema.StageSchema;
import io.github.smtpfake.rules.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema offers exactly what the reader of rules accepts. */
class RuleSchemaTest {
    private static final RuleSchema SCHEMA = RuleSchema.create();
    /** A rule may store a message before or after failing only if it also fails. */
    private static final Map<String, Object> FAILURE = Map.of("reply", "451 4.3.0 try later");

    private static void read(String stage, Map<String, Object> when, List<Map<String, Object>> then) {
        Map<String, Object> rule = new LinkedHashMap<>(Map.of("on", stage, "when", when, "then", then));
        RuleJson.read(JsonValue.parse(Json.bytes(rule)));
    }

    @Test
    void namesAllStages() {
        assertThat(SCHEMA.stages())
                .extracting(StageSchema::name)
                .containsExactlyElementsOf(
                        Arrays.stream(Stage.values()).map(Stage::jsonName).toList());
    }

    @Test
    void offersTheConditionsThatFitAStage() {
        for (StageSchema stage : SCHEMA.stages()) {
            SCHEMA.conditions().forEach((name, kind) -> {
                if (!List.of("not", "anyOf", "all").contains(name)) {
                    Map<String, Object> when = Map.of(name, kind.example());
                    if (stage.conditions().contains(name)) {
                        assertThatCode(() -> read(stage.name(), when, List.of()))
                                .as(stage.name() + " " + name)
                                .doesNotThrowAnyException();
                    } else {
                        assertThatThrownBy(() -> read(stage.name(), when, List.of()))
                                .as(stage.name() + " " + name)
                                .isInstanceOf(JsonException.class);
                    }
                }
            });
        }
    }

    @Test
    void offersTheActionsThatFitAStage() {
        for (StageSchema stage : SCHEMA.stages()) {
            SCHEMA.actions().forEach((name, kind) -> {
                Map<String, Object> action = Map.of(name, kind.example());
                List<Map<String, Object>> then = name.equals("store") ? List.of(action, FAILURE) : List.of(action);
                if (stage.actions().contains(name)) {
                    assertThatCode(() -> read(stage.name(), Map.of(), then))
                            .as(stage.name() + " " + name)
                            .doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> read(stage.name(), Map.of(), then))
                            .as(stage.name() + " " + name)
                            .isInstanceOf(JsonException.class);
                }
            });
        }
    }

    @Test
    void givesValidExamplesOfLimits() {
        SCHEMA.limits().forEach((name, kind) -> {
            Map<String, Object> rule = new LinkedHashMap<>(Map.of("on", "rcpt", name, kind.example()));
            if (name.equals("seed")) {
                rule.put("probability", 0.5);
            }
            assertThatCode(() -> RuleJson.read(JsonValue.parse(Json.bytes(rule))))
                    .as(name)
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void listsAllValuesOfChoices() {
        assertThat(SCHEMA.actions().get("disconnect").values()).hasValue(List.of("close", "reset"));
        assertThat(SCHEMA.actions().get("store").values()).hasValue(List.of("beforeFailing", "afterFailing", "no"));
        assertThat(SCHEMA.actions().get("delay").values()).isEmpty();
    }
}

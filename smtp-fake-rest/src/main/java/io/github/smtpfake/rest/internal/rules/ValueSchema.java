package io.github.smtpfake.rest.internal.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a value in a rule.
 *
 * @param type as in JSON Schema: string, integer, number, boolean, array or object
 * @param values the possible values; null if there are too many to list
 * @param minimum the smallest number; null if there is none
 * @param example a valid value
 * @param description what the value means, in one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValueSchema(
        String type, @Nullable List<?> values, @Nullable Integer minimum, Object example, String description) {

    static ValueSchema text(String example, String description) {
        return new ValueSchema("string", null, null, example, description);
    }

    static ValueSchema oneOf(List<String> values, String description) {
        return new ValueSchema("string", values, null, values.get(0), description);
    }

    static ValueSchema integer(int minimum, int example, String description) {
        return new ValueSchema("integer", null, minimum, example, description);
    }

    static ValueSchema flag(String description) {
        return new ValueSchema("boolean", null, null, true, description);
    }

    /** Returns the kind of a member that is either true or left out. */
    static ValueSchema onlyTrue(String description) {
        return new ValueSchema("boolean", List.of(true), null, true, description);
    }

    static ValueSchema object(Object example, String description) {
        return new ValueSchema("object", null, null, example, description);
    }

    static ValueSchema array(List<?> example, String description) {
        return new ValueSchema("array", null, null, example, description);
    }

    /** Returns all listed values, or the example, as they are read from JSON. */
    List<JsonValue> samples() {
        List<?> all = values == null ? List.of(example) : values;
        return all.stream().map(value -> JsonValue.parse(Json.bytes(value))).toList();
    }
}

package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * The kind of a value in a rule.
 *
 * @param type as in JSON Schema: string, integer, number, boolean, array or object
 * @param values the possible values; empty if there are too many to list
 * @param minimum the smallest number; empty if there is none
 * @param example a valid value
 * @param description what the value means, in one sentence
 */
public record ValueSchema(
        String type, Optional<List<?>> values, Optional<Integer> minimum, Object example, String description) {

    static ValueSchema text(String example, String description) {
        return new ValueSchema("string", Optional.empty(), Optional.empty(), example, description);
    }

    static ValueSchema oneOf(List<String> values, String description) {
        return new ValueSchema("string", Optional.of(values), Optional.empty(), values.get(0), description);
    }

    static ValueSchema integer(int minimum, int example, String description) {
        return new ValueSchema("integer", Optional.empty(), Optional.of(minimum), example, description);
    }

    static ValueSchema flag(String description) {
        return new ValueSchema("boolean", Optional.empty(), Optional.empty(), true, description);
    }

    /** Returns the kind of a member that is either true or left out. */
    static ValueSchema onlyTrue(String description) {
        return new ValueSchema("boolean", Optional.of(List.of(true)), Optional.empty(), true, description);
    }

    static ValueSchema object(Object example, String description) {
        return new ValueSchema("object", Optional.empty(), Optional.empty(), example, description);
    }

    static ValueSchema array(List<?> example, String description) {
        return new ValueSchema("array", Optional.empty(), Optional.empty(), example, description);
    }

    /** Returns all listed values, or the example, as they are read from JSON. */
    List<JsonValue> samples() {
        List<?> all = values.isPresent() ? values.get() : List.of(example);
        return all.stream().map(value -> JsonValue.parse(Json.bytes(value))).toList();
    }
}

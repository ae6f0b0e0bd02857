package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.function.Supplier;

/** Says in which field of the JSON it is that the rules refuse. */
final class Fields {

    private Fields() {}

    static <T> T check(JsonValue value, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }
}

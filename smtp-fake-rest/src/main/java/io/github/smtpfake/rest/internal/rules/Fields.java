package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.function.Supplier;

/** Reports which field of the JSON has a value that is invalid in a rule. */
final class Fields {

    private Fields() {}

    static <T> T check(JsonValue value, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }
}

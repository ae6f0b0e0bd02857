package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads what requests have in their bodies, which are never larger than that of the largest list of ids. */
final class Bodies {
    private static final int LARGEST = 5 << 20;

    private Bodies() {}

    /** Returns the object in the body, whatever its Content-Type says; empty where there is no body. */
    static Optional<JsonValue> optional(Request request) {
        byte[] body = request.body(LARGEST);
        return body.length == 0 ? Optional.empty() : Optional.of(object(JsonValue.parse(body)));
    }

    /** @throws JsonException if the body is no object */
    static JsonValue required(Request request) {
        return object(JsonValue.parse(request.body(LARGEST)));
    }

    private static JsonValue object(JsonValue value) {
        value.names();
        return value;
    }

    /** Returns a member that is a list of texts; empty where there is none. */
    static List<String> texts(JsonValue object, String name) {
        return elements(object, name).stream().map(JsonValue::text).toList();
    }

    static List<JsonValue> elements(JsonValue object, String name) {
        return object.member(name).map(JsonValue::elements).orElse(List.of());
    }

    static String text(JsonValue object, String name) {
        return object.member(name).map(JsonValue::text).orElse("");
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads JSON from the bodies of requests. The size limit leaves room for the ids of all messages of a full store. */
final class RequestBodies {
    private static final int MAX_BYTES = 5 << 20;

    private RequestBodies() {}

    /**
     * Returns the object in the body, whatever its Content-Type; empty if there is no body.
     *
     * @param known the names of the members
     * @throws JsonException if the body is not an object, or has members but none of these
     */
    static Optional<JsonValue> optional(Request request, String... known) {
        byte[] body = request.body(MAX_BYTES);
        return body.length == 0 ? Optional.empty() : Optional.of(object(body, known));
    }

    /**
     * Returns the object in the body.
     *
     * @param known the names of the members
     * @throws JsonException if the body is not an object, or has members but none of these
     */
    static JsonValue required(Request request, String... known) {
        return object(request.body(MAX_BYTES), known);
    }

    /** A request with only unknown members is a mistake, and would concern all messages if they were ignored. */
    private static JsonValue object(byte[] body, String... known) {
        return JsonValue.parseIgnoringCase(body).requireAny(List.of(known));
    }

    /** Returns a member that is a list of strings; empty if it is missing. */
    static List<String> texts(JsonValue object, String name) {
        return elements(object, name).stream().map(JsonValue::text).toList();
    }

    /** Returns a member that is a list; empty if it is missing. */
    static List<JsonValue> elements(JsonValue object, String name) {
        return object.member(name).map(JsonValue::elements).orElse(List.of());
    }

    /** Returns a member that is a string; empty if it is missing. */
    static String text(JsonValue object, String name) {
        return object.member(name).map(JsonValue::text).orElse("");
    }
}

package io.github.smtpfake.rest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** Turns records, maps and lists into JSON. The only user of Jackson, which is loaded when the first value is written. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** Written as text first: unlike Jackson's UTF-8, that of Java copes with half a surrogate pair out of a broken mail. */
    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not fit for JSON: " + value.getClass(), e);
        }
    }
}

package io.github.smtpfake.rest.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Turns records, maps and lists into JSON, with times and durations as ISO 8601 writes them. Loads Jackson, which takes long. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .build();

    private Json() {}

    /** Returns the value in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            // As text first: unlike Jackson's UTF-8, that of Java copes with half a surrogate pair out of a broken
            // mail.
            return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not fit for JSON: " + value.getClass(), e);
        }
    }
}

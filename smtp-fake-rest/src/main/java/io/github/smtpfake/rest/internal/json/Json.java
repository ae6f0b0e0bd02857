package io.github.smtpfake.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes records, maps and lists as JSON, with times and durations in ISO 8601. Loads Jackson, which is slow. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    /** Longer JSON is written while it is created. */
    private static final int LONGEST_IN_MEMORY = 64 * 1024;

    private Json() {}

    /** Returns the JSON of a value, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            // Converts to a string first, because a broken message may contain an unpaired surrogate: the encoder of
            // Java replaces it, but the encoder of Jackson fails.
            return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw cannotWrite(value, e);
        }
    }

    /** Returns the JSON of a value, in UTF-8; empty if it is so long that {@link #writeLong} should write it. */
    public static Optional<byte[]> shortBytes(Object value) {
        BoundedWriter writer = new BoundedWriter(LONGEST_IN_MEMORY);
        try {
            MAPPER.writeValue(writer, value);
            return Optional.of(writer.text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw cannotWrite(value, e);
        } catch (IOException e) {
            // The only reason why this writer fails.
            return Optional.empty();
        }
    }

    /**
     * Writes the JSON of a value, in UTF-8, without having all of it in memory if it is long.
     *
     * @throws IOException if the stream fails
     */
    public static void write(Object value, OutputStream out) throws IOException {
        Optional<byte[]> json = shortBytes(value);
        if (json.isPresent()) {
            out.write(json.get());
        } else {
            writeLong(value, out);
        }
    }

    /** Writes the JSON of a value, in UTF-8, while it is created, and flushes the stream. */
    public static void writeLong(Object value, OutputStream out) throws IOException {
        // This encoder replaces unpaired surrogates, too.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            MAPPER.writeValue(writer, value);
            writer.flush();
        } catch (JsonProcessingException e) {
            throw cannotWrite(value, e);
        }
    }

    private static IllegalStateException cannotWrite(Object value, JsonProcessingException e) {
        return new IllegalStateException("Cannot be written as JSON: " + value.getClass(), e);
    }

    /** Keeps a text, and fails if it becomes too long. */
    private static final class BoundedWriter extends Writer {
        private final StringBuilder text = new StringBuilder();
        private final int max;

        BoundedWriter(int max) {
            this.max = max;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            if (length > max - text.length()) {
                throw new IOException("The text has more than " + max + " characters");
            }
            text.append(characters, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

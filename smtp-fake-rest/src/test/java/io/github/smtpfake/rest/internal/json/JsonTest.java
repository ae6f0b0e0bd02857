package io.github.smtpfake.rest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    private record Point(int x, List<String> names) {}

    @Test
    void writesRecordsInTheOrderOfTheirComponents() {
        assertThat(json(new Point(1, List.of()))).isEqualTo("{\"x\":1,\"names\":[]}");
    }

    @Test
    void writesTimesAndDurationsAsText() {
        assertThat(json(List.of(Instant.EPOCH, Duration.ofSeconds(90))))
                .isEqualTo("[\"1970-01-01T00:00:00Z\",\"PT1M30S\"]");
    }

    @Test
    void escapesCharactersThatEndAString() {
        assertThat(json(Map.of("a", "\"\\\r\n\u0000"))).isEqualTo("{\"a\":\"\\\"\\\\\\r\\n\\u0000\"}");
    }

    @Test
    void writesUnpairedSurrogates() {
        assertThat(json(List.of("a\ud83dz", "😀"))).isEqualTo("[\"a?z\",\"😀\"]");
    }

    @Test
    void writesALongValueLikeAShortOne() throws IOException {
        List<String> shortValue = List.of("a\ud83dz", "😀");
        List<String> longValue = Collections.nCopies(10_000, "\ud83d ä 😀");

        for (List<String> value : List.of(shortValue, longValue)) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            Json.write(value, written);
            ByteArrayOutputStream streamed = new ByteArrayOutputStream();
            Json.writeLong(value, streamed);

            assertThat(written.toByteArray()).isEqualTo(Json.bytes(value));
            assertThat(streamed.toByteArray()).isEqualTo(Json.bytes(value));
        }
        assertThat(Json.shortBytes(shortValue)).hasValue(Json.bytes(shortValue));
        assertThat(Json.shortBytes(longValue)).isEmpty();
    }

    @Test
    void namesAClassThatCannotBeWritten() {
        assertThatThrownBy(() -> json(new Object()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.lang.Object");
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}

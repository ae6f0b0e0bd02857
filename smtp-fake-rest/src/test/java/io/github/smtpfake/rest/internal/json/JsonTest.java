package io.github.smtpfake.rest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    private record Point(int x, List<String> names) {}

    private record Renamed(
            @JsonProperty("ID") String id,
            @JsonProperty("last-name") @Nullable String name) {}

    private record Located(
            String place,
            @JsonUnwrapped Point point,
            @JsonUnwrapped @Nullable Renamed owner,
            long at) {}

    private record Partial(Optional<Integer> first, int second, Optional<Point> third) {}

    @Test
    void writesRecordsInTheOrderOfTheirComponents() {
        assertThat(json(new Point(1, List.of()))).isEqualTo("{\"x\":1,\"names\":[]}");
    }

    @Test
    void renamesComponents() {
        assertThat(json(new Renamed("1", null))).isEqualTo("{\"ID\":\"1\",\"last-name\":null}");
    }

    @Test
    void replacesAComponentWithThoseOfItsValue() {
        assertThat(json(new Located("here", new Point(1, List.of("a", "b")), new Renamed("1", "x"), 5)))
                .isEqualTo(
                        "{\"place\":\"here\",\"x\":1,\"names\":[\"a\",\"b\"],\"ID\":\"1\",\"last-name\":\"x\",\"at\":5}");
        assertThat(json(new Located("here", new Point(1, List.of()), null, 5)))
                .isEqualTo("{\"place\":\"here\",\"x\":1,\"names\":[],\"at\":5}");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(json(new Partial(Optional.empty(), 2, Optional.empty()))).isEqualTo("{\"second\":2}");
        assertThat(json(new Partial(Optional.of(1), 2, Optional.of(new Point(3, List.of())))))
                .isEqualTo("{\"first\":1,\"second\":2,\"third\":{\"x\":3,\"names\":[]}}");
    }

    @Test
    void writesAnEmptyValueThatHasAPlaceAsNull() {
        assertThat(json(List.of(Optional.empty(), Optional.of(1), Optional.of(Optional.of("a")))))
                .isEqualTo("[null,1,\"a\"]");
        assertThat(json(Map.of("a", Optional.empty()))).isEqualTo("{\"a\":null}");
    }

    @Test
    void writesMapsInTheirOrder() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("z", Map.of());
        map.put(1, Collections.singletonList(null));
        map.put("\"", true);

        assertThat(json(map)).isEqualTo("{\"z\":{},\"1\":[null],\"\\\"\":true}");
    }

    @Test
    void writesNumbers() {
        assertThat(json(List.of(-1, Long.MAX_VALUE, 0.5, 1e30, new BigDecimal("0.10"), Double.NaN)))
                .isEqualTo("[-1,9223372036854775807,0.5,1.0E30,0.10,\"NaN\"]");
    }

    @Test
    void writesConstantsAndBytes() {
        assertThat(json(List.of(RetentionPolicy.CLASS, new byte[] {1, -1, 3, 4})))
                .isEqualTo("[\"CLASS\",\"Af8DBA==\"]");
    }

    /** Jackson is another implementation of the same. */
    @Test
    void writesWhatJacksonWrites() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x300; c++) {
            all.append(c);
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put(all.toString(), all.append("\u2028\uffff😀").toString());
        value.put(
                "numbers",
                List.of(0, -7L, 1.5, 1e-7, Float.parseFloat("123456792"), (short) 3, new BigInteger("9".repeat(30))));
        value.put("point", new Point(1, List.of("a")));
        value.put("bytes", new byte[100]);

        assertThat(json(value)).isEqualTo(new JsonMapper().writeValueAsString(value));
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

package io.github.smtpfake.rest.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonValueTest {

    @Test
    void namesThePathOfAValue() {
        JsonValue value =
                parse("{\"a\":[{\"b\":1}]}").required("a").elements().get(0).required("b");

        assertThat(value.field()).isEqualTo("a[0].b");
        assertThatThrownBy(value::text).hasMessage("a[0].b: must be a string");
    }

    @Test
    void treatsNullAsAbsent() {
        JsonValue value = parse("{\"a\":null,\"b\":\"\"}");

        assertThat(value.member("a")).isEmpty();
        assertThat(value.names()).containsExactly("b");
        assertThatThrownBy(() -> value.required("a")).hasMessage("a: is missing");
    }

    @Test
    void rejectsAnUnknownMember() {
        assertThatThrownBy(() -> parse("{\"namen\":1}").requireOnly(List.of("name", "size")))
                .hasMessage("namen: is unknown: did you mean name?");
        assertThatThrownBy(() -> parse("{\"colour\":1}").requireOnly(List.of("name", "size")))
                .hasMessage("colour: is unknown: use one of name, size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|The JSON is missing",
                "{|The JSON is malformed at line 1, column ",
                "{}{}|The JSON is malformed at line 1, column ",
                "{'a':1,'a':2}|The JSON is malformed at line 1, column ",
                "{'a':NaN}|The JSON is malformed at line 1, column ",
                "// c|The JSON is malformed at line 1, column ",
            })
    void rejectsMalformedJson(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace('\'', '"')))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContainingAny("Source", "REDACTED", "StreamReadFeature");
    }

    @Test
    void namesTheLineWhereAnUnclosedValueBegins() {
        assertThatThrownBy(() -> parse("{\n\"a\": ["))
                .hasMessageEndingWith("expected close marker for Array (start marker at line 2, column 6)");
    }

    @Test
    void rejectsDocumentsThatWouldExhaustTheParser() {
        assertThatThrownBy(() -> parse("[".repeat(100_000)))
                .hasMessage("The JSON nests deeper than 32 levels, or contains a name or number that is too long");
        assertThatThrownBy(() -> parse("1".repeat(100_000)))
                .hasMessage("The JSON nests deeper than 32 levels, or contains a name or number that is too long");
        assertThat(parse("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
    }

    @Test
    void rejectsTextThatIsNotUtf8() {
        assertThatThrownBy(() -> JsonValue.parse(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("The JSON is malformed");
    }

    private static JsonValue parse(String text) {
        return JsonValue.parse(text.getBytes(UTF_8));
    }
}

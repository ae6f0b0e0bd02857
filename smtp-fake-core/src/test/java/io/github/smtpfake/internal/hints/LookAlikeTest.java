package io.github.smtpfake.internal.hints;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikeTest {

    private static String reason(String wanted, String found) {
        return LookAlike.ofEqual(wanted, found).map(LookAlike::reason).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Gr\u00fc\u00dfe|Gru\u0308\u00dfe|the Unicode normalization of accents",
                "100 EUR|100\u00a0EUR|non-breaking or similar spaces",
                "100 EUR|100  EUR|the number of spaces",
                "Welcome|Wel\u00adcome|invisible characters",
                "Welcome|Wel\ufeffcome|invisible characters",
                "it's|it\u2019s|quotes",
                "say \"hi\"|say \u201chi\u201d|quotes",
                "a - b|a \u2013 b|dashes",
                "wait...|wait\u2026|ellipses",
                "office|o\ufb03ce|ligatures or characters of another width",
                "a & b|a &amp; b|HTML entities",
                "it's|it&#39;s|HTML entities",
                "Welcome|WELCOME|upper and lower case",
                "it's 5 EUR|it\u2019s 5\u00a0EUR|non-breaking or similar spaces and quotes",
                "it's 5 - 6 EUR|it\u2019s 5 \u2013 6\u00a0EUR|non-breaking or similar spaces, quotes and dashes",
            })
    void namesTheOnlyDifferences(String wanted, String found, String difference) {
        assertThat(reason(wanted, found)).isEqualTo("differs only in " + difference);
        assertThat(reason(found, wanted)).isEqualTo("differs only in " + difference);
        assertThat(LookAlike.ofContained(wanted, "Dear Ada,\n" + found + "\nBye")
                        .map(LookAlike::reason))
                .contains("differs only in " + difference);
    }

    @Test
    void namesLineBreaks() {
        assertThat(reason("one two three", "one two\r\nthree")).isEqualTo("differs only in line breaks");
        assertThat(reason("one\ntwo", "one\r\ntwo")).isEqualTo("differs only in line breaks");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "windows-1252"})
    void recognizesUtf8ThatWasDecodedAsAnotherCharset(String charset) {
        String found = new String("Größe".getBytes(UTF_8), Charset.forName(charset));

        assertThat(LookAlike.ofContained("Größe", "Die " + found + " passt")).hasValueSatisfying(alike -> {
            assertThat(alike.reason())
                    .isEqualTo("is the expected text in UTF-8, decoded as ISO-8859-1 or windows-1252");
            assertThat(alike.seen()).contains(found);
        });
    }

    @Test
    void recognizesLatinThatWasDecodedAsUtf8() {
        String found = new String("Größe".getBytes(ISO_8859_1), UTF_8);

        assertThat(reason("Größe", found))
                .isEqualTo("is the expected text in ISO-8859-1 or windows-1252, decoded as UTF-8");
    }

    @Test
    void recognizesReplacedCharacters() {
        assertThat(reason("Größe", "Gr??e"))
                .isEqualTo("has a question mark in place of each character that is not ASCII");
    }

    @Test
    void findsNothingInOtherTexts() {
        assertThat(LookAlike.ofEqual("Welcome", "Goodbye")).isEmpty();
        assertThat(LookAlike.ofContained("Größe", "Gruß")).isEmpty();
        assertThat(LookAlike.ofContained("", "any")).isEmpty();
    }

    @Test
    void showsTextsWithEscapesNearTheirFirstDifference() {
        assertThat(Escaped.both("Gr\u00fc\u00dfe\t\"a\"\n", "Gru\u0308\u00dfe\r"))
                .isEqualTo("expected \"Gr\\u00fc\\u00dfe\\t\"a\"\\n\", found \"Gru\\u0308\\u00dfe\\r\"");
        assertThat(Escaped.both("x".repeat(100) + "a" + "y".repeat(100), "x".repeat(100) + "b"))
                .isEqualTo("expected \"…" + "x".repeat(15) + "a" + "y".repeat(34) + "…\", found \"…" + "x".repeat(15)
                        + "b\"");
    }
}

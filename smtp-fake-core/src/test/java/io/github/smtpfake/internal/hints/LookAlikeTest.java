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
                "Gr\u00fc\u00dfe|Gru\u0308\u00dfe|the Unicode normalization of accents differs",
                "Welcome|Wel\u00adcome|invisible characters differ",
                "Welcome|Wel\ufeffcome|invisible characters differ",
                "it's|it\u2019s|quotes differ",
                "say \"hi\"|say \u201chi\u201d|quotes differ",
                "a - b|a \u2013 b|dashes differ",
                "wait...|wait\u2026|ellipses differ",
                "office|o\ufb03ce|ligatures or characters of another width differ",
                "a & b|a &amp; b|HTML entities differ",
                "it's|it&#39;s|HTML entities differ",
                "Welcome|WELCOME|upper and lower case differ",
                "it's 5 EUR|it\u2019s 5\u00a0EUR|white space and quotes differ",
                "it's 5 - 6 EUR|it\u2019s 5 \u2013 6\u00a0EUR|white space, quotes and dashes differ",
            })
    void namesTheOnlyDifferences(String wanted, String found, String difference) {
        assertThat(reason(wanted, found)).isEqualTo("only " + difference);
        assertThat(reason(found, wanted)).isEqualTo("only " + difference);
        assertThat(LookAlike.ofContained(wanted, "Dear Ada,\n" + found + "\nBye")
                        .map(LookAlike::reason))
                .contains("only " + difference);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "100 EUR|100\u00a0EUR|a non-breaking space (U+00A0) instead of 1 space after \"100\"|true",
                "100\u00a0EUR|100 EUR|1 space instead of a non-breaking space (U+00A0) after \"100\"|true",
                "100 EUR|100  EUR|2 spaces instead of 1 space after \"100\"|false",
                "Total: 100 EUR|Total:  100\u2009EUR|2 spaces instead of 1 space after \"Total:\";"
                        + " \"\\u2009\" instead of 1 space after \"100\"|false",
                "a b c d e|a  b  c  d  e|2 spaces instead of 1 space after \"a\"; 2 spaces instead of 1 space after \"b\";"
                        + " 2 spaces instead of 1 space after \"c\"; and 1 more|false",
            })
    void namesWhereWhiteSpaceDiffers(String wanted, String found, String places, boolean looksSame) {
        assertThat(LookAlike.ofContained(wanted, "Dear Ada,\n" + found + "\nBye"))
                .hasValueSatisfying(alike -> {
                    assertThat(alike.reason()).isEqualTo("only white space differs (" + places + ")");
                    assertThat(alike.seen()).contains(found);
                    assertThat(alike.looksSame()).isEqualTo(looksSame);
                    assertThat(alike.fix()).isEqualTo("Use the same spaces in the application and in the test.");
                });
    }

    @Test
    void namesLineBreaks() {
        assertThat(reason("one two three", "one two\r\nthree")).isEqualTo("only line breaks differ");
        assertThat(reason("one\ntwo", "one\r\ntwo")).isEqualTo("only line breaks differ");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "windows-1252"})
    void recognizesUtf8ThatWasDecodedAsAnotherCharset(String charset) {
        String found = new String("Größe".getBytes(UTF_8), Charset.forName(charset));

        assertThat(LookAlike.ofContained("Größe", "Die " + found + " passt")).hasValueSatisfying(alike -> {
            assertThat(alike.reason()).isEqualTo("the expected text was encoded as UTF-8, but decoded as " + charset);
            assertThat(alike.seen()).contains(found);
        });
    }

    @Test
    void recognizesLatinThatWasDecodedAsUtf8() {
        String found = new String("Größe".getBytes(ISO_8859_1), UTF_8);

        assertThat(reason("Größe", found))
                .isEqualTo(
                        "characters were lost (U+FFFD) before sending, probably because a text in ISO-8859-1 or windows-1252"
                                + " was decoded as UTF-8");
    }

    @Test
    void recognizesReplacedCharacters() {
        assertThat(reason("Größe", "Gr??e"))
                .isEqualTo("a question mark is in place of each character that is not ASCII");
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

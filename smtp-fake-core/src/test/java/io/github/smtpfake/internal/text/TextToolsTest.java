package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.CpuTimeLimit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextToolsTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.org,ada@example.org,true",
        "ADA@Example.ORG,ada@example.org,true",
        "ada@example.org,ada@example.or,false",
        "ada@example.org,xada@example.org,false",
        "*,'',true",
        "*,anything,true",
        "'','',true",
        "'',a,false",
        "a*,a,true",
        "*@example.org,ada@example.org,true",
        "*@example.org,ada@example.com,false",
        "a*b*c,abc,true",
        "a*b*c,aXbXbXc,true",
        "a*b*c,acb,false",
        "a.c,abc,false",
        "**,x,true",
        "JÜRGEN@*,jürgen@example.org,true"
    })
    void matchesAWildcardAgainstTheWholeText(String pattern, String text, boolean matches) {
        assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "mail,MAIL", "MAIL,MAIL", "8bitMime,8BITMIME", "maıl,MAıL", "ﬆart-ſß-é,ﬆART-ſß-é", "{a`,{A`"})
    void changesTheCaseOfAsciiLettersOnly(String text, String upperCase) {
        assertThat(Ascii.upperCase(text)).isEqualTo(upperCase);
    }

    @Test
    @ExtendWith(CpuTimeLimit.class)
    void matchesAWildcardWithManyStarsInTime() {
        assertThat(new Wildcard("*a".repeat(50) + "b").matches("a".repeat(10_000)))
                .isFalse();
    }

    @Test
    void printsControlAndFormatCharactersAsNumbers() {
        assertThat(Printable.line("a\r\n\t\0\u001b\u007f\u0085\u2028\u202e\u200bz", 50))
                .isEqualTo("a\\u000d\\u000a\\u0009\\u0000\\u001b\\u007f\\u0085\\u2028\\u202e\\u200bz");
        assertThat(Printable.line("\ud800", 50)).isEqualTo("\\ud800");
        assertThat(Printable.line("Grüße 😀", 50)).isEqualTo("Grüße 😀");
    }

    @Test
    void cutsPrintableTextBetweenCharacters() {
        assertThat(Printable.line("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(Printable.line("😀😀😀", 2)).isEqualTo("😀😀…");
        assertThat(Printable.line("abc", 0)).isEqualTo("…");
        assertThat(Printable.line("", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "aé", "a€é", "😀", "aé€😀", "\u007f\u0080\u07ff\u0800\uffff"})
    void comparesTheLengthInUtf8WithANumberOfBytes(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(Utf8.isLonger("é" + text + "é", 1, 1 + text.length(), bytes)).isFalse();
        assertThat(Utf8.isLonger("é" + text + "é", 1, 1 + text.length(), bytes - 1))
                .isTrue();
    }
}

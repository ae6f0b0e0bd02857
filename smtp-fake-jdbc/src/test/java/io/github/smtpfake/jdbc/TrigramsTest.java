package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrigramsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "ab cd", "ab\r\ncd", "a,b;c", "(ab)<cd>\"ef\"", "ab\uFEFFcd"})
    void ignoresWordsOfTwoCharacters(String text) {
        assertThat(Trigrams.of(text).isEmpty()).isTrue();
    }

    @Test
    void ignoresANullText() {
        BitSet bits = new BitSet();
        Trigrams.addTo(bits, null);
        assertThat(bits.isEmpty()).isTrue();
    }

    @Test
    void ignoresSeparators() {
        BitSet expected = Trigrams.of("order");
        expected.or(Trigrams.of("number"));
        for (String separator : new String[] {" ", "\r\n", "\t", ", ", "><", "(", "\"", "\uFEFF", "\u000B"}) {
            assertThat(Trigrams.of("order" + separator + "number"))
                    .as(separator)
                    .isEqualTo(expected);
        }
    }

    @Test
    void distinguishesTheOrderOfCharacters() {
        assertThat(Trigrams.of("abc")).isNotEqualTo(Trigrams.of("cba")).isNotEqualTo(Trigrams.of("bac"));
    }

    @Test
    void hasOneBitForEachTrigram() {
        assertThat(Trigrams.of("abcd").cardinality()).isEqualTo(2);
        assertThat(Trigrams.of("a😀").cardinality()).isEqualTo(1);
        assertThat(Trigrams.of("😀😀").cardinality()).isEqualTo(2);
    }

    /** A file would not find its messages any more. */
    @Test
    void neverChangesTheBits() {
        assertThat(Trigrams.of("abc").stream()).containsExactly(192);
        assertThat(Trigrams.of("οδός").stream()).containsExactly(72, 1709);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Grüße an Ada <ada@example.org>", "οδος, οδός σ", "x😀y 👩‍👩‍👧 zz", "a\r\nbcd(e)fghi;\"jk\""})
    void hasTheBitsOfEachPartOfTheText(String text) {
        BitSet whole = Trigrams.of("before " + text + " after");
        for (int start = 0; start < text.length(); start++) {
            for (int end = start; end <= text.length(); end++) {
                BitSet missing = Trigrams.of(text.substring(start, end));
                missing.andNot(whole);
                assertThat(missing.isEmpty()).as(text.substring(start, end)).isTrue();
            }
        }
    }
}

package io.github.smtpfake.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
        "ada@münchen.example,            ada@xn--mnchen-3ya.example",
        "ada@MÜNCHEN.example,            ADA@XN--MNCHEN-3YA.EXAMPLE",
        "ada@mail.münchen.example,       ada@mail.xn--mnchen-3ya.example",
        "ada@straße.example,             ada@xn--strae-oqa.example",
        "ada@例え.テスト,                 ada@xn--r8jz45g.xn--zckzah",
        "ada@例え.xn--zckzah,             ada@xn--r8jz45g.テスト",
        "zoë@münchen.example,            zoë@xn--mnchen-3ya.example",
        "'\"a@münchen\"@münchen.example', '\"a@münchen\"@xn--mnchen-3ya.example'"
    })
    void matchesTheOtherFormOfADomain(String one, String other) {
        assertThat(new AddressPattern(one).matches(other)).isTrue();
        assertThat(new AddressPattern(other).matches(one)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*@münchen.example",
                "*@xn--mnchen-3ya.example",
                "*@*.example",
                "ada@m*nchen.example",
                "*münchen*",
                "*xn--mnchen-3ya*",
                "*@xn--*",
                "*"
            })
    void matchesBothFormsByWildcards(String pattern) {
        assertThat(new AddressPattern(pattern).matches("ada@münchen.example")).isTrue();
        assertThat(new AddressPattern(pattern).matches("ada@xn--mnchen-3ya.example"))
                .isTrue();
    }

    /** ü may be one character or two. */
    @Test
    void matchesADecomposedDomain() {
        String decomposed = "ada@mu\u0308nchen.example";

        assertThat(new AddressPattern(decomposed).matches("ada@m\u00fcnchen.example"))
                .isTrue();
        assertThat(new AddressPattern(decomposed).matches("ada@xn--mnchen-3ya.example"))
                .isTrue();
        assertThat(new AddressPattern("ada@m\u00fcnchen.example").matches(decomposed))
                .isTrue();
        assertThat(new AddressPattern("ada@xn--mnchen-3ya.example").matches(decomposed))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@münchen.example,         ada@munchen.example",
        "ada@münchen.example,         bob@xn--mnchen-3ya.example",
        "ada@münchen.example,         ada@xn--mnchen-3yb.example",
        "xn--mnchen-3ya@example.org,  münchen@example.org",
        "ada@strasse.example,         ada@straße.example",
        "ada@xn--example-.example,    ada@example.example",
        "ada@example.org,             ada@example.com"
    })
    void matchesNoOtherAddress(String one, String other) {
        assertThat(new AddressPattern(one).matches(other)).isFalse();
        assertThat(new AddressPattern(other).matches(one)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "*@example.org", "a*b", "", "<>", "postmaster", "ada@xn-a.org", "*@"})
    void matchesPlainAddressesAsAnyPattern(String pattern) {
        assertThat(new AddressPattern(pattern).matches("ada@example.org")).isEqualTo(pattern.endsWith("@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, true",
        "*@example.org, true",
        "ada@*, false",
        "*, false",
        "ada@xn--a.org, false",
        "ada@münchen.example, false",
        "zoë@example.org, false",
        "xn-, true"
    })
    void knowsWhenTheFormDoesNotMatter(String pattern, boolean plain) {
        assertThat(AddressPattern.isPlain(pattern)).isEqualTo(plain);
    }
}

package io.github.smtpfake.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {

    /** From RFC 3492, 7.1, and of well-known domains. */
    @ParameterizedTest
    @CsvSource({
        "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
        "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
        "למההםפשוטלאמדבריםעברית, 4dbcagdahymbxekheh6e0a7fei0b",
        "なぜみんな日本語を話してくれないのか, n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
        "почемужеонинеговорятпорусски, b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "3年B組金八先生, 3B-ww4c5e180e575a65lsy2b",
        "パフィーdeルンバ, de-jg4avhby1noc0d",
        "münchen, mnchen-3ya",
        "straße, strae-oqa",
        "ü, tda",
        "😀, e28h"
    })
    void encodesAndDecodes(String text, String encoded) {
        assertThat(Punycode.encode(text)).contains(encoded);
        assertThat(Punycode.decode(encoded)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "99999999", "mnchen-3y!", "mnchen-9999999999999999999", "a b"})
    void decodesNothingInvalid(String encoded) {
        assertThat(Punycode.decode(encoded)).isEmpty();
    }

    @Test
    void limitsTheLength() {
        assertThat(Punycode.encode("ü".repeat(63))).isPresent();
        assertThat(Punycode.encode("ü".repeat(64))).isEmpty();
        assertThat(Punycode.decode("a".repeat(64))).isEmpty();
    }

    @Test
    void decodesWhatItHasEncoded() {
        Gen<String> characters = Gen.of(List.of("a", "z", "0", "-", "ü", "ß", "é", "日", "語", "é", "😀", "\uFFFD"));
        Property.tries(500).forAll(characters.lists(0, 30).map(list -> String.join("", list)), text -> {
            String encoded = Punycode.encode(text).orElseThrow();
            assertThat(encoded.chars()).allMatch(c -> c < 128);
            if (encoded.length() <= 63) {
                assertThat(Punycode.decode(encoded)).contains(text);
            }
        });
    }

    @Test
    void survivesAnyText() {
        Gen<String> characters = Gen.of(List.of("a", "z", "9", "-", "--", "Z", "ü", "!", "99", "zz"));
        Property.tries(500)
                .forAll(
                        characters
                                .lists(0, 40)
                                .map(list -> String.join("", list).toLowerCase(Locale.ROOT)),
                        text -> assertThat(Punycode.decode(text)).isNotNull());
    }
}

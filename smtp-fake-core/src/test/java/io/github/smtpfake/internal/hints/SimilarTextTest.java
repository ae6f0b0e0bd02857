package io.github.smtpfake.internal.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarTextTest {

    @Test
    void findsTheMostSimilarLine() {
        String text = "Dear Ada,\nyour order 4712 has shipped.\nYour order is on its way.\nBye";

        assertThat(SimilarText.find("your order 4711 has shipped", text)).hasValueSatisfying(similar -> {
            assertThat(similar.line(text)).isEqualTo("your order 4712 has shipped.");
            assertThat(similar.lineNumber(text)).isEqualTo(2);
            assertThat(similar.from(text)).isEqualTo("your order 4712 has shipped.");
        });
    }

    @Test
    void ignoresCase() {
        assertThat(SimilarText.find("YOUR ORDER 4711", "x\nyour order 4712")).isPresent();
    }

    @Test
    void findsSeveralLines() {
        String text = "first\nyour order\nhas been shipped today\nlast";

        assertThat(SimilarText.find("your order\nhas been shipped yesterday", text))
                .hasValueSatisfying(
                        similar -> assertThat(similar.line(text)).contains("your order\nhas been shipped today"));
    }

    @Test
    void cutsALongLine() {
        String text = "<p>" + "a ".repeat(500) + "confirm your address now" + " b".repeat(500) + "</p>";

        assertThat(SimilarText.find("confirm your adress now", text))
                .hasValueSatisfying(similar -> assertThat(similar.line(text))
                        .startsWith("…")
                        .endsWith("…")
                        .contains("confirm your address now")
                        .hasSizeLessThan(200));
    }

    @Test
    void findsNothingInAnotherText() {
        assertThat(SimilarText.find("your order has shipped", "zzz qqq\nxxx")).isEmpty();
        assertThat(SimilarText.find("4711", "4712")).isEmpty();
        assertThat(SimilarText.find("your order", "")).isEmpty();
    }

    @Test
    void readsALongTextOnce() {
        String text = "lorem ipsum dolor ".repeat(50_000) + "your order 4712";

        assertThat(SimilarText.find("your order 4711", text))
                .hasValueSatisfying(similar -> assertThat(similar.line(text)).endsWith("your order 4712"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada <ada@example.org>", "<ada@example.org>", " \"Lovelace, Ada\" <ada@example.org> "})
    void rejectsAnAddressWithADisplayName(String text) {
        assertThat(AddressArgument.withinBrackets(text)).contains("ada@example.org");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressArgument.require(text))
                .withMessageStartingWith("address must not have a display name or angle brackets, but is \"")
                .withMessageEndingWith("\"; use \"ada@example.org\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "", "<>", "*", "\"a<b>\"@example.org", "Ada <", "Ada"})
    void acceptsOtherAddresses(String address) {
        assertThat(AddressArgument.require(address)).isSameAs(address);
    }
}

package io.github.smtpfake.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagNamesTest {

    @Test
    void removesInvalidCharacters() {
        assertThat(TagNames.clean(" a\t b!<c> ")).contains("a b c");
        assertThat(TagNames.clean("order#12")).contains("order 12");
        assertThat(TagNames.clean("a/b")).contains("a b");
        assertThat(TagNames.clean("!?")).isEmpty();
        assertThat(TagNames.clean("x".repeat(120))).contains("x".repeat(100));
        assertThat(TagNames.isValid("Order 1_2.3@x-y")).isTrue();
        assertThat(TagNames.isValid("")).isFalse();
        assertThat(TagNames.isValid("a,b")).isFalse();
    }

    @Test
    void ignoresCase() {
        assertThat(TagNames.sorted(List.of("b", "A", "a", "C"))).containsExactly("A", "b", "C");
        assertThat(TagNames.contains(List.of("Order"), "oRDER")).isTrue();
        assertThat(TagNames.contains(List.of("Order"), "x")).isFalse();
    }

    @Test
    void readsListsAndAddresses() {
        assertThat(TagNames.ofList("one, two,,!")).containsExactly("one", "two");
        assertThat(TagNames.ofAddress("ada+one+two@example.org")).containsExactly("one", "two");
        assertThat(TagNames.ofAddress("+one@example.org")).isEmpty();
        assertThat(TagNames.ofAddress("ada@example+one.org")).isEmpty();
        assertThat(TagNames.ofAddress("ada+one")).isEmpty();
    }
}

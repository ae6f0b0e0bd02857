package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberSetTest {

    @Test
    void containsTheAddedNumbersOnly() {
        NumberSet numbers = new NumberSet();
        long far = 1L << 40;
        numbers.add(far);
        numbers.add(65_535);
        numbers.add(65_536);

        assertThat(numbers.contains(far)).isTrue();
        assertThat(numbers.contains(65_535)).isTrue();
        assertThat(numbers.contains(65_536)).isTrue();
        assertThat(numbers.contains(65_534)).isFalse();
        assertThat(numbers.contains(65_537)).isFalse();
        assertThat(numbers.contains(0)).isFalse();
        assertThat(numbers.contains(far + 65_536)).isFalse();
        assertThat(numbers.size()).isEqualTo(3);
        assertThat(numbers.lowest()).isEqualTo(65_535);
        assertThat(numbers.highest()).isEqualTo(far);
    }
}

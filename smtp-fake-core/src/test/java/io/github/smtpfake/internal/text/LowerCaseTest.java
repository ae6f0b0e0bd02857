package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerCaseTest {

    @ParameterizedTest
    @CsvSource({"Hello, hello", "ÄÖÜß, äöüß", "ΟΔΟΣ, οδοσ", "οδος, οδοσ", "Σας ΣΑΣ, σασ σασ"})
    void hasOneSmallSigma(String text, String lower) {
        assertThat(LowerCase.of(text)).isEqualTo(lower);
    }
}

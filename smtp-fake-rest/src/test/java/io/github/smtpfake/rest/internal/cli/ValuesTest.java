package io.github.smtpfake.rest.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " yes ", "1", "t"})
    void readsTheWordsForTrue(String text) throws Exception {
        assertThat(Values.isOn(new Given("--strict", text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "no", "0", "f", "", " "})
    void readsTheWordsForFalse(String text) throws Exception {
        assertThat(Values.isOn(new Given("--strict", text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "2", "yess"})
    void rejectsOtherWords(String text) {
        assertThatThrownBy(() -> Values.isOn(new Given("SMTP_FAKE_STRICT", text)))
                .isInstanceOf(UsageException.class)
                .hasMessage("SMTP_FAKE_STRICT must be true or false, not \"" + text + "\"");
    }
}

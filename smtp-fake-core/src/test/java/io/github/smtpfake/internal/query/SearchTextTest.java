package io.github.smtpfake.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void ignoresCaseLineEndsAndPunctuation() {
        assertThat(SearchText.normalize(" Ada\r\n<Ada@Example.org>, (\"Countess\");\uFEFF"))
                .isEqualTo("ada ada@example.org countess");
    }

    @Test
    void keepsPunctuationWithinWords() {
        assertThat(SearchText.normalize("It's 50%-off: v1.2")).isEqualTo("it's 50%-off: v1.2");
    }

    @Test
    void returnsAnEmptyTextIfThereAreNoWords() {
        assertThat(SearchText.normalize("<>, ;")).isEmpty();
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that are almost valid: each differs from a valid one in one place. */
class MalformedArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1..2.3",
                "1234.0.0.1",
                "1a.0.0.1",
                "12.-1.0.1",
                "tag:",
                ":content",
                "t_g:content",
                "t\u00e4g:content",
                "tag:two words",
                "tag:\u00e4",
                "tag:a\u007f",
                "tag:a[b",
                "tag:a\\b"
            })
    void rejectsAddressLiteral(String literal) {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@[" + literal + "]>")).startsWith("501 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "a\u007fb", "+2b", "+2", "+", "+G0", "+/0", "+:0", "+@0", "a\u00e4", "a\u0085"})
    void rejectsXtext(String xtext) {
        assertThat(Xtext.isValid(xtext)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "a b", "a\u007fb", "a\u0085", "a\u009f"})
    void rejectsXtextInUtf8(String xtext) {
        assertThat(Xtext.isValidUtf8(xtext)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u00a0b", "\u00e4", "+2B\u65e5"})
    void acceptsXtextInUtf8(String xtext) {
        assertThat(Xtext.isValidUtf8(xtext)).isTrue();
    }
}

package io.github.smtpfake.rest.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("recipient", "sender", "to", "--smtp-port", "--http-port");

    @Test
    void findsANameWithAMissingLetter() {
        assertThat(NearestName.of("recipent", KNOWN)).contains("recipient");
    }

    @Test
    void prefersTheNearestOfSeveralNames() {
        assertThat(NearestName.of("--htp-port", KNOWN)).contains("--http-port");
        assertThat(NearestName.of("--smt-port", KNOWN)).contains("--smtp-port");
    }

    @Test
    void findsNothingForADissimilarWord() {
        assertThat(NearestName.of("colour", KNOWN)).isEmpty();
        assertThat(NearestName.of("", KNOWN)).isEmpty();
    }

    @Test
    void acceptsOneWrongLetterInAShortName() {
        assertThat(NearestName.of("ti", KNOWN)).contains("to");
        assertThat(NearestName.of("xy", KNOWN)).isEmpty();
    }

    @Test
    void acceptsTwoSwappedLetters() {
        assertThat(NearestName.of("wiat", List.of("wait", "export"))).contains("wait");
        assertThat(NearestName.of("iwat", List.of("wait", "export"))).isEmpty();
    }

    @Test
    void ignoresVeryLongWords() {
        assertThat(NearestName.of("x".repeat(1_000_000), List.of("x".repeat(1_000_001))))
                .isEmpty();
    }
}

package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void decodesNamesAndValues() {
        Parameters parameters = Parameters.parse("sub%6Aect=W%C3%ABlcome+Ada%21&to=a%2Bb@example.org&flag&x=a=b");

        assertThat(parameters.all("subject")).containsExactly("Wëlcome Ada!");
        assertThat(parameters.all("to")).containsExactly("a+b@example.org");
        assertThat(parameters.all("flag")).containsExactly("");
        assertThat(parameters.all("x")).containsExactly("a=b");
    }

    @Test
    void keepsRepeatedValuesInOrder() {
        assertThat(Parameters.parse("to=b&x=1&to=a").all("to")).containsExactly("b", "a");
    }

    @Test
    void returnsNoValuesWithoutAQuery() {
        assertThatCode(() -> Parameters.parse(null).requireOnly(List.of())).doesNotThrowAnyException();
        assertThatCode(() -> Parameters.parse("&&").requireOnly(List.of())).doesNotThrowAnyException();
        assertThat(Parameters.parse("").single("to")).isEmpty();
    }

    @Test
    void suggestsTheNearestParameterForAnUnknownOne() {
        List<String> known = List.of("subject", "sender");

        assertBadRequest(
                () -> Parameters.parse("subjekt=x").requireOnly(known),
                "Unknown parameter subjekt: did you mean subject?");
        assertBadRequest(
                () -> Parameters.parse("colour=x").requireOnly(known),
                "Unknown parameter colour: this path accepts subject, sender.");
        assertBadRequest(
                () -> Parameters.parse("x=1").requireOnly(List.of()),
                "Unknown parameter x: this path accepts no parameters.");
    }

    @Test
    void truncatesAVeryLongUnknownName() {
        assertThatThrownBy(() -> Parameters.parse("x".repeat(10_000)).requireOnly(List.of()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void rejectsAMalformedEscape() {
        assertBadRequest(
                () -> Parameters.parse("to=%zz"), "The URL contains an invalid % escape; write % itself as %25.");
        assertBadRequest(
                () -> Parameters.parse("to=%4"), "The URL contains an invalid % escape; write % itself as %25.");
    }

    @Test
    void acceptsNumbersWithinTheirBounds() {
        assertThat(Parameters.parse("limit=7").number("limit", 50, 1, 10)).isEqualTo(7);
        assertThat(Parameters.parse("").number("limit", 50, 1, 10)).isEqualTo(50);
        assertBadRequest(() -> Parameters.parse("limit=11").number("limit", 5, 1, 10), "limit must be from 1 to 10.");
        assertBadRequest(
                () -> Parameters.parse("limit=ten").number("limit", 5, 1, 10), "limit must be a number from 1 to 10.");
        assertBadRequest(
                () -> Parameters.parse("limit=1&limit=2").number("limit", 5, 1, 10), "limit must not be repeated.");
    }

    private static void assertBadRequest(ThrowingCallable call, String detail) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(ProblemDetails.badRequest(detail)));
    }
}

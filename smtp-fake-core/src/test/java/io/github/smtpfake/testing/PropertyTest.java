package io.github.smtpfake.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PropertyTest {
    private static final Gen<Integer> NUMBERS = Gen.ints(-1_000_000, 1_000_000);
    private static final Gen<String> TEXTS = Gen.strings(Gen.chars(' ', '~').or(Gen.chars("\r\näß日")), 0, 50);

    @Test
    void triesTheStatementAsOftenAsAsked() {
        AtomicInteger tries = new AtomicInteger();

        Property.tries(123).forAll(TEXTS, text -> tries.incrementAndGet());

        assertThat(tries).hasValue(123);
    }

    @Test
    void namesSeedAndExamplesOfAFailure() {
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> Property.tries(500)
                        .seed(42)
                        .forAll(
                                Gen.ints(0, 1_000),
                                number -> assertThat(number).as("number").isNotEqualTo(1_000)));

        assertThat(failure.getMessage().lines().map(line -> line.replaceAll("on try \\d+", "on try N")))
                .containsSequence(
                        "Expected the property to hold for 500 random values, but it failed on try N.",
                        "smallest example = 1000",
                        "first example = 1000",
                        "seed = 42")
                .endsWith("Repeat it with -Dsmtpfake.property.seed=42.");
        assertThat(failure).hasMessageContaining("failure of the smallest example: [number]");
        assertThat(failure.getCause()).isInstanceOf(AssertionError.class).hasMessageContaining("[number]");
    }

    @Test
    void findsTheSmallestNumberThatFails() {
        assertThat(smallest(Gen.ints(0, 1_000_000), number -> assertThat(number).isLessThan(12_345)))
                .isEqualTo("12345");
        assertThat(smallest(NUMBERS, number -> assertThat(number).isNotPositive()))
                .isEqualTo("1");
        assertThat(smallest(
                        Gen.ints(Integer.MIN_VALUE, Integer.MAX_VALUE - 1),
                        number -> assertThat(number).isNegative()))
                .isEqualTo("0");
    }

    @Test
    void findsTheShortestTextThatFails() {
        assertThat(smallest(TEXTS, text -> assertThat(text).doesNotContain("\n")))
                .isEqualTo("\"\\n\"");
        assertThat(smallest(TEXTS, text -> assertThat(text).hasSizeLessThan(7))).matches("\"( |\\\\r){7}\"");
        assertThat(smallest(TEXTS, text -> assertThat(text).isEqualTo(ascii(text))))
                .isEqualTo("\"\\u00e4\"");
    }

    private static String ascii(String text) {
        return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    @Test
    void findsTheSmallestBytesListsMapsAndPairs() {
        Gen<byte[]> bytes = Gen.byteArrays(Gen.bytes(), 0, 200);
        Gen<Map<String, Integer>> maps = Gen.maps(TEXTS, Gen.ints(0, 9), 8);

        assertThat(smallest(bytes, array -> assertThat(array).doesNotContain(0xFF)))
                .isEqualTo("bytes \"\\u00ff\"");
        assertThat(smallest(bytes.lists(1, 5), list -> assertThat(list).hasSizeLessThan(3)))
                .isEqualTo("[bytes \"\", bytes \"\", bytes \"\"]");
        assertThat(smallest(maps, map -> assertThat(map).doesNotContainValue(7)))
                .isEqualTo("{\"\"=7}");
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> Property.tries(2_000)
                        .forAll(
                                TEXTS,
                                Gen.ints(0, 100),
                                (text, number) -> assertThat(text.contains("ß") && number > 50)
                                        .isFalse()));
        assertThat(example(failure)).isEqualTo("\"\\u00df\" and 51");
    }

    @Test
    void keepsFiltersAndFunctionsWhileItLooksForASmallerExample() {
        Gen<String> withoutUmlaut = TEXTS.filter(text -> !text.contains("ä"));

        assertThat(smallest(withoutUmlaut, text -> assertThat(text).isEqualTo(ascii(text))))
                .isEqualTo("\"\\u00df\"");
        assertThat(smallest(
                        withoutUmlaut.map(String::length),
                        length -> assertThat(length).isLessThan(10)))
                .isEqualTo("10");
    }

    @Test
    void repeatsTheValuesOfASeed() {
        assertThat(values(7)).isEqualTo(values(7)).isNotEqualTo(values(8));
    }

    private static List<String> values(long seed) {
        List<String> values = new ArrayList<>();
        Property.tries(50).seed(seed).forAll(TEXTS, TEXTS, (first, second) -> values.add(first + second));
        return values;
    }

    @Test
    void triesTheBoundsOfEachRange() {
        Set<Integer> numbers = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();

        Property.tries(200).forAll(NUMBERS, TEXTS, (number, text) -> {
            numbers.add(number);
            lengths.add(text.length());
        });

        assertThat(numbers).contains(-1_000_000, -999_999, 999_999, 1_000_000);
        assertThat(lengths).contains(0, 1, 49, 50);
    }

    @Test
    void rejectsAFilterThatNothingMatches() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Property.tries(1).forAll(NUMBERS.filter(number -> false), number -> {}))
                .withMessage("None of 10000 random values matches the filter.");
    }

    @Test
    void reportsExceptionsAsFailures() {
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> Property.tries(1).forAll(NUMBERS, number -> {
                    throw new IOException("broken");
                }));

        assertThat(failure).hasCauseInstanceOf(IOException.class);
    }

    private static <T> String smallest(Gen<T> values, Property.Statement<T> statement) {
        return example(catchThrowableOfType(
                AssertionError.class, () -> Property.tries(2_000).forAll(values, statement)));
    }

    private static String example(AssertionError failure) {
        assertThat(failure).isNotNull();
        return failure.getMessage()
                .lines()
                .filter(line -> line.startsWith("smallest example = "))
                .map(line -> line.substring("smallest example = ".length()))
                .findFirst()
                .orElseThrow();
    }
}

package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @Test
    void readsEachUnit() {
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Durations.parse("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(Durations.parse("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(Durations.parse("1h")).isEqualTo(Duration.ofHours(1));
        assertThat(Durations.parse("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(Durations.parse("0s")).isZero();
        assertThat(Durations.parse("8760h")).isEqualTo(Duration.ofDays(365));
        assertThat(Durations.parse("365d")).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void ignoresSpacesAroundAndBeforeTheUnit() {
        assertThat(Durations.parse(" 10 s ")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void showsAtMostTheStartOfALongText() {
        assertThatThrownBy(() -> Durations.parse("x".repeat(10_000)))
                .hasMessageStartingWith("must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"xxx")
                .message()
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "-1s",
                "+1s",
                "1.5s",
                "10S",
                "1D",
                "1w",
                "٣s",
                "9999999999999999999s",
                "10  s",
                "PT10S",
                "9223372036854775807h"
            })
    void rejectsInvalidDurations(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", " 10 ", "0"})
    void asksForTheUnitOfANumber(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"" + text
                        + "\"; add a unit, such as " + text.strip() + "s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8761h", "366d", "99999999999d", "99999999999ms"})
    void rejectsDurationsOverAYear(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be at most 365d, not \"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.0000001S, 1ms",
        "PT1.5S, 1500ms",
        "PT90S, 90s",
        "PT120S, 2m",
        "PT25H, 25h",
        "PT48H, 2d"
    })
    void writesADurationInTheLargestUnitThatFits(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}

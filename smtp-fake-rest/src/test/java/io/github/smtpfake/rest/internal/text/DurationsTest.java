package io.github.smtpfake.rest.internal.text;

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
        assertThat(Durations.parse("0s")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "-1s",
                "+1s",
                "1.5s",
                "10S",
                "1d",
                "٣s",
                "9999999999999999999s",
                "9223372036854775807h",
                "8761h"
            })
    void refusesWhatIsNoDurationOrTooLong(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a duration such as 500ms, 10s, 2m or 1h");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0ms", "PT0.0000001S, 1ms", "PT1.5S, 1500ms", "PT90S, 90s", "PT120S, 2m", "PT24H, 24h"})
    void writesThemInTheLargestUnitThatFits(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}

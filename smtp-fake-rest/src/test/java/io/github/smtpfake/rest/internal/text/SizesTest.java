package io.github.smtpfake.rest.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "7B, 7",
        "500kB, 500000",
        "2MB, 2000000",
        "1GB, 1000000000",
        "1KiB, 1024",
        "32MiB, 33554432",
        "32 mib, 33554432",
        "1GiB, 1073741824"
    })
    void readsDecimalAndBinaryUnits(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1.5MiB", "32M", "9223372036854775807GiB", "99999999999999999999"})
    void rejectsInvalidSizes(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a size such as 1048576, 500kB or 32MiB");
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "999, 999B", "1000, 1kB", "1500, 1500B", "2000000, 2MB", "3000000000, 3GB"})
    void writesASizeInTheLargestUnitThatDividesIt(long size, String text) {
        assertThat(Sizes.text(size)).isEqualTo(text);
        assertThat(Sizes.parse(text)).isEqualTo(size);
    }
}

package io.github.smtpfake.internal.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void countsTheBytesOfUtf8() {
        assertThat(new Line("äö", Line.State.SOUND).isLongerThan(4)).isFalse();
        assertThat(new Line("äö", Line.State.SOUND).isLongerThan(3)).isTrue();
        assertThat(new Line("äö", Line.State.BARE_LF).isLongerThan(3)).isTrue();
    }

    @Test
    void countsEachCharacterOfInvalidUtf8AsOneByte() {
        assertThat(new Line("äö", Line.State.NOT_UTF8).isLongerThan(2)).isFalse();
        assertThat(new Line("äö", Line.State.NOT_UTF8).isLongerThan(1)).isTrue();
    }

    @Test
    void treatsALineAboveTheLimitAsLongerThanAnyNumber() {
        assertThat(new Line("", Line.State.TOO_LONG).isLongerThan(Integer.MAX_VALUE))
                .isTrue();
    }
}

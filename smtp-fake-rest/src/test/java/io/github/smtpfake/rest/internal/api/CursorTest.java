package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 2", "35, 36", "9223372036854775807, 9223372036854775807"})
    void parsesTheMarkThatItWasCreatedFrom(long message, long session) {
        Mark mark = new Mark(message, session);

        assertThat(Cursor.parse(Cursor.of(mark))).contains(mark);
        assertThat(Cursor.isCursor(Cursor.of(mark))).isTrue();
    }

    @Test
    void containsOnlyCharactersThatNeedNoEscapeInAUrl() {
        assertThat(Cursor.of(new Mark(123_456_789, 987_654_321))).matches("[A-Za-z0-9._~-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "~", "~.", "~1", "~1.", "~.1", "~1.1.1", "~-1.0", "~1.-1", "~+1.0", "~1.0 ", "~01.0", "~A.0", "1.0"
            })
    void rejectsInvalidCursors(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}

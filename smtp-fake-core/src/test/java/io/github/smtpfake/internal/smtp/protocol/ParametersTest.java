package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void readsKeywordsInUpperCaseAndValuesAsSent() throws RejectedException {
        assertThat(Parameters.parse(" size=10  Body=8bitMime smtputf8 X-1=a+3Db,<c>;d"))
                .containsExactly(
                        entry("SIZE", "10"),
                        entry("BODY", "8bitMime"),
                        entry("SMTPUTF8", ""),
                        entry("X-1", "a+3Db,<c>;d"));
    }

    @Test
    void keepsWhatIsABlankInUnicodeOnly() throws RejectedException {
        assertThat(Parameters.parse(" X=\u2003b\u2003")).containsExactly(entry("X", "\u2003b\u2003"));
    }

    @Test
    void findsNoneWhereThereIsNone() throws RejectedException {
        assertThat(Parameters.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " =",
                " =x",
                " A=",
                " -A=x",
                " A_B=x",
                " A=b=c",
                " A=b\u0000",
                " A=b\u007f",
                " Ä=x",
                " ſIZE=1",
                " A=b\u0085",
                " A\tB",
                " A= b",
                " ;"
            })
    void refusesWhatIsMalformed(String text) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> Parameters.parse(text))
                .withMessage("501 5.5.4 A parameter is malformed");
    }

    @Test
    void namesNoMoreOfALongKeywordThanAReplyCanHold() {
        String keyword = "X".repeat(1_000);

        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> " + keyword + "=1"))
                .startsWith("555 5.5.4 Parameter XXX")
                .endsWith("X... not recognized")
                .hasSizeLessThan(510);
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> Parameters.parse(" " + keyword + " " + keyword))
                .withMessage("501 5.5.4 Parameter " + "X".repeat(60) + "... was given twice");
    }

    @Test
    void refusesARepetitionAndNamesIt() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> Parameters.parse(" SIZE=1 size=2"))
                .withMessage("501 5.5.4 Parameter SIZE was given twice");
    }
}

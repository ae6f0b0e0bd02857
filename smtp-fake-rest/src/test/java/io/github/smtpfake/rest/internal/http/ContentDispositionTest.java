package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "terms.pdf|attachment; filename=\"terms.pdf\"",
                "my terms.pdf|attachment; filename=\"my terms.pdf\"",
                "términos.pdf|attachment; filename=\"t_rminos.pdf\"; filename*=UTF-8''t%C3%A9rminos.pdf",
                "a%41.txt|attachment; filename=\"a_41.txt\"; filename*=UTF-8''a%2541.txt",
                "a;b.txt|attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%3Bb.txt",
                "../../etc/passwd|attachment; filename=\"__.._etc_passwd\"",
                "C:\\x.exe|attachment; filename=\"C__x.exe\"",
                "a\"; filename=\"b.exe|attachment; filename=\"a__ filename=_b.exe\"; filename*=UTF-8''a_%3B%20filename%3D_b.exe",
            })
    void encodesTheFileNameInAsciiAndUtf8(String fileName, String header) {
        assertThat(ContentDisposition.attachment(Optional.of(fileName))).isEqualTo(header);
    }

    @Test
    void removesCharactersThatMisleadOrEndTheHeader() {
        assertThat(ContentDisposition.attachment(Optional.of("a\r\nSet-Cookie: x\u0000.txt")))
                .isEqualTo("attachment; filename=\"aSet-Cookie_ x.txt\"");
        assertThat(ContentDisposition.attachment(Optional.of("invoice\u202Efdp.exe")))
                .isEqualTo("attachment; filename=\"invoicefdp.exe\"");
        assertThat(ContentDisposition.attachment(Optional.of("a\ud83d.txt")))
                .isEqualTo("attachment; filename=\"a.txt\"");
    }

    @Test
    void truncatesAVeryLongName() {
        assertThat(ContentDisposition.attachment(Optional.of("😀".repeat(10_000))))
                .hasSizeLessThan(3_000);
    }

    @Test
    void omitsAnAbsentName() {
        assertThat(ContentDisposition.attachment(Optional.empty())).isEqualTo("attachment");
        assertThat(ContentDisposition.attachment(Optional.of("\r\n"))).isEqualTo("attachment");
    }

    @Test
    void namesTheFileOfAPartThatBrowsersMayShow() {
        assertThat(ContentDisposition.inline(Optional.of("a\"b.png"))).isEqualTo("inline; filename=\"a_b.png\"");
        assertThat(ContentDisposition.inline(Optional.empty())).isEqualTo("inline");
    }
}

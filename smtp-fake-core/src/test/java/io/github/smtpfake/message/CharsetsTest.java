package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {

    @ParameterizedTest
    @CsvSource({
        "utf-8,Grüße 😀",
        "UTF8,Grüße",
        "iso-8859-1,Grüße",
        "iso-8859-15,10 €",
        "windows-1252,„10 €“",
        "windows-1251,Привет",
        "koi8-r,Привет",
        "koi8-u,Привіт",
        "shift_jis,日本語",
        "euc-jp,日本語",
        "iso-2022-jp,日本語",
        "gb2312,简体中文",
        "gbk,简体中文",
        "gb18030,简体中文",
        "big5,繁體中文",
        "euc-kr,한국어",
        "ks_c_5601-1987,한국어",
        "utf-16,Grüße",
        "utf-16le,Grüße",
        "utf-16be,Grüße"
    })
    void decodesACharset(String charset, String text) {
        assertThat(text("; charset=" + charset, text.getBytes(Charset.forName(charset))))
                .contains(text);
        assertThat(text(
                        "; charset=\"" + charset.toUpperCase(Locale.ROOT) + "\"",
                        text.getBytes(Charset.forName(charset))))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "; charset=",
                "; charset=\"\"",
                "; charset=us-ascii",
                "; charset=no-such-charset",
                "; charset=\"!?\""
            })
    void guessesAMissingOrUnknownCharset(String parameter) {
        assertThat(text(parameter, "Grüße 😀".getBytes(UTF_8))).contains("Grüße 😀");
        assertThat(text(parameter, "Gr\u00fc\u00dfe \u0080".getBytes(ISO_8859_1)))
                .contains("Grüße €");
        assertThat(text(parameter, "plain".getBytes(US_ASCII))).contains("plain");
    }

    @Test
    void keepsTextReadableIfTheCharsetIsWrong() {
        assertThat(text("; charset=utf-8", "a Gr\u00fc\u00dfe b".getBytes(ISO_8859_1))
                        .orElseThrow())
                .startsWith("a Gr")
                .endsWith("e b");
    }

    @ParameterizedTest
    @CsvSource({"gb2312,gbk,镕", "shift_jis,windows-31j,①", "iso-8859-1,windows-1252,€", "euc-kr,x-windows-949,똠"})
    void decodesTheLargerCharsetThatSendersUse(String declared, String used, String text) {
        assertThat(text("; charset=" + declared, text.getBytes(Charset.forName(used))))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-8-i,iso-8859-8,שלום",
        "iso-8859-6-e,iso-8859-6,مرحبا",
        "macintosh,x-MacRoman,Grüße",
        "gb_2312-80,gb2312,简体中文",
        "cn-big5,big5,繁體中文"
    })
    void knowsCharsetsByNamesThatJavaDoesNotHave(String declared, String used, String text) {
        byte[] bytes = text.getBytes(Charset.forName(used));

        assertThat(text("; charset=" + declared, bytes)).contains(text);
        assertThat(TestMail.of(("Content-Type: text/plain; charset=" + declared + "\r\n\r\nx").getBytes(US_ASCII))
                        .problems())
                .extracting(Problem::id)
                .doesNotContain("unknownCharset");
    }

    private static Optional<String> text(String parameter, byte[] body) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(("Content-Type: text/plain" + parameter + "\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .getBytes(UTF_8));
        raw.writeBytes(body);
        return TestMail.of(raw.toByteArray()).text();
    }
}

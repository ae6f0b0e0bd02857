package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
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
        "iso-2022-jp,1B24422D212D6A2D6A1B2842,①㈱㈱",
        "iso-2022-jp,1B284931321B2842,ｱｲ",
        "euc-jp,ADA1ADEA,①㈱",
        "EUC-JP,A4A2A1C18EB18FB0A1,あ～ｱ丂",
        "gb2312,80,€",
        "gbk,D6D080,中€",
        "gbk,8180,亐",
        "gb18030,A2E3,€",
        "big5,9DEF,嘅",
        "iso-8859-9,9380,“€",
        "iso-8859-11,93,“",
        "tis-620,80A1,€ก",
        "iso-8859-1,80,€",
        "windows-1252,81,",
        "iso-8859-10,A1BD,Ą―",
        "iso-8859-14,A1D0,ḂŴ",
        "hz-gb-2312,417E7B3B213B217E7D7E7E,A弧弧~",
        "iso-2022-kr,1B2429430E47510F,한",
        "x-mac-cyrillic,8FF0,Пр"
    })
    void usesCharsetsAsMailProgramsDo(String label, String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        CapturedMessage mail = TestMail.of(String.format(
                        "Subject: =?%1$s?B?%2$s?=\r\nContent-Type: text/plain; charset=%1$s\r\n"
                                + "Content-Transfer-Encoding: base64\r\n\r\n%2$s",
                        label, Base64.getEncoder().encodeToString(bytes))
                .getBytes(US_ASCII));

        assertThat(mail.text()).contains(text);
        assertThat(mail.subject()).contains(text);
        assertThat(mail.problems()).extracting(Problem::id).doesNotContain("unknownCharset", "wrongCharset");
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8,636166E9",
        "us-ascii,E9",
        "shift_jis,81FFFD",
        "big5,FFFE",
        "gb2312,FF",
        "gb18030,8130",
        "euc-jp,FFFF",
        "euc-jp,A1",
        "euc-kr,FF",
        "iso-2022-jp,1B24427F7F",
        "utf-16be,D800",
        "iso-8859-7,FF",
        "windows-1253,D2",
        "tis-620,FF"
    })
    void reportsBytesThatAreNotInTheirCharset(String label, String hex) {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        CapturedMessage mail = TestMail.of(
                "Subject: =?" + label + "?B?" + base64 + "?=",
                "Content-Type: text/plain; charset=" + label,
                "Content-Transfer-Encoding: base64",
                "",
                base64);

        assertThat(mail.problems())
                .filteredOn(problem -> problem.id().equals("wrongCharset"))
                .extracting(Problem::detail)
                .containsExactly(
                        "The Subject header contains an encoded word that is not encoded in its declared charset \""
                                + label + '"',
                        "The part of type text/plain is not encoded in its declared charset \"" + label + '"');
    }

    /** Some of the labels of the WHATWG Encoding Standard that Java does not know. */
    @ParameterizedTest
    @CsvSource({
        "x-cp1251,windows-1251,Привет",
        "windows1251,windows-1251,Привет",
        "ISO8859_2,iso-8859-2,żółć",
        "cp-1252,windows-1252,„10 €“",
        "iso88592,iso-8859-2,żółć",
        "x-mac-ukrainian,x-MacUkraine,Привіт",
        "dos-874,x-windows-874,ไทย",
        "sun_eu_greek,iso-8859-7,Ελλάδα",
        "logical,iso-8859-8,שלום",
        "ks_c_5601-1989,euc-kr,한국어",
        "x-x-big5,big5,繁體中文",
        "x-sjis,shift_jis,日本語",
        "cseucpkdfmtjapanese,euc-jp,日本語",
        "unicode11utf8,utf-8,Grüße",
        "ucs-2,utf-16le,Grüße",
        "l6,iso-8859-1,Þór",
        "koi,koi8-r,Привет"
    })
    void knowsTheLabelsOfTheEncodingStandard(String label, String used, String text) {
        assertThat(text("; charset=" + label, text.getBytes(Charset.forName(used))))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8,EFBBBF48C3A9",
        "'',EFBBBF48C3A9",
        "iso-8859-1,EFBBBF48C3A9",
        "x-none,EFBBBF48C3A9",
        "utf-16,FEFF004800E9",
        "utf-16,FFFE4800E900",
        "utf-16,004800E9",
        "utf-16,4800E900",
        "utf-16le,FFFE4800E900",
        "gb18030,8431953348A8A6"
    })
    void hidesTheByteOrderMark(String charset, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(text(charset.isEmpty() ? "" : "; charset=" + charset, bytes)).contains("Hé");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=windows-1251>",
                "<META charset='windows-1251'/>",
                "<meta name=x><meta data-x=\"1\" charset = \"windows-1251\" >",
                "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">",
                "<meta\ncharset=x-cp1251>"
            })
    void readsHtmlByItsMetaCharsetIfThePartNamesNone(String meta) {
        String html = "<html><head>" + meta + "</head><body>Привет</body></html>";
        byte[] body = html.getBytes(Charset.forName("windows-1251"));

        assertThat(html("", body)).contains(html);
        assertThat(html("; charset=windows-1251", body)).contains(html);
        assertThat(html("; charset=utf-8", html.getBytes(UTF_8))).contains(html);
        assertThat(text("", body).orElseThrow()).doesNotContain("Привет");
    }

    @Test
    void ignoresAMetaCharsetThatCannotBeTrue() {
        String html = "<meta charset=utf-16>Grüße";

        assertThat(html("", html.getBytes(UTF_8))).contains(html);
        assertThat(html("", "<meta charset=none>Grüße".getBytes(UTF_8))).contains("<meta charset=none>Grüße");
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
        return mail("text/plain" + parameter, body).text();
    }

    private static Optional<String> html(String parameter, byte[] body) {
        return mail("text/html" + parameter, body).html();
    }

    private static CapturedMessage mail(String contentType, byte[] body) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(
                ("Content-Type: " + contentType + "\r\nContent-Transfer-Encoding: binary\r\n\r\n").getBytes(UTF_8));
        raw.writeBytes(body);
        return TestMail.of(raw.toByteArray());
    }
}

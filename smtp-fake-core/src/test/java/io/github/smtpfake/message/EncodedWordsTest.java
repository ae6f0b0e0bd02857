package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?UTF-8?Q?W=C3=ABlcome,_Ada?=|Wëlcome, Ada",
                "=?utf-8?q?w=c3=ab?=|wë",
                "=?UTF-8?B?V8OrbGNvbWUsIEFkYQ==?=|Wëlcome, Ada",
                "=?utf-8?b?V8OrbGNvbWUsIEFkYQ==?=|Wëlcome, Ada",
                "=?iso-8859-1?Q?Gr=FC=DFe?=|Grüße",
                "=?UTF-8*de?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
                "=?utf-8?q??=|''",
                // Only white space between encoded words is removed.
                "=?utf-8?q?a?= =?utf-8?q?b?=|ab",
                "=?utf-8?q?a?=     =?utf-8?q?b?=|ab",
                "=?utf-8?q?a?= b =?utf-8?q?c?=|a b c",
                "Re: =?utf-8?q?a_?= =?iso-8859-1?q?=FC?= end|Re: a ü end",
                // Characters that are split between two words.
                "=?utf-8?q?W=C3?= =?utf-8?q?=ABlcome?=|Wëlcome",
                "=?UTF-8?Q?=F0=9F?= =?utf-8?q?=98=80?=|😀",
                "=?utf-8?B?8J8=?= =?utf-8?B?mIA=?=|😀",
                "=?utf-8?B?8J8=?= =?utf-8?Q?=98=80?=|😀",
                // Invalid, but common.
                "=?utf-8?q?a b?=|a b",
                "=?utf-8?b?V8OrbGNvbWUsIEFkYQ?=|Wëlcome, Ada",
                "x=?utf-8?q?=C3=AB?=y|xëy",
                "=?no-such-charset?q?abc?=|abc",
                "=?us-ascii?q?=C3=AB?=|ë",
                "=?utf-8?q?100=25_=ZZ?=|100% =ZZ",
                // Question marks that should be encoded.
                "=?utf-8?Q?Is it you??=|Is it you?",
                "=?utf-8?Q?Why?_Gr=C3=BC=C3=9Fe?=|Why? Grüße",
                "=?utf-8?Q?a?b?c??=|a?b?c?",
                "=?utf-8?q??=C3=BC?=|?ü",
                "=?utf-8?Q?What??= =?utf-8?Q?_Why??=|What? Why?",
                "=?utf-8?Q?=C3=BC?==?utf-8?Q?b?=|üb",
                "=?utf-8?Q?=C3=BC?=C3|üC3",
                "=?utf-8?q?a =?utf-8?q?b?=|=?utf-8?q?a b",
                "=?utf-8?Q?=C3=9C, (a) <b>; \"c\": @?=|Ü, (a) <b>; \"c\": @"
            })
    void decodesEncodedWords(String sent, String read) {
        assertThat(TestMail.of("Subject: " + sent).subject()).contains(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?x?abc?=",
                "=?utf-8?q?abc",
                "=?utf-8?q?abc?",
                "=??q?abc?=",
                "=? =?",
                "?=",
                "=?utf-8?=",
                "a = b ?"
            })
    void keepsInvalidEncodedWordsAsText(String sent) {
        assertThat(TestMail.of("Subject: " + sent).subject()).contains(sent);
    }

    @Test
    void joinsEncodedWordsOnFoldedLines() {
        CapturedMessage mail =
                TestMail.of("Subject: =?utf-8?q?Gr=C3?=", " =?utf-8?q?=BC=C3?=", "\t=?utf-8?q?=9Fe?= aus", "  Bern");

        assertThat(mail.subject()).contains("Grüße aus  Bern");
    }

    @ParameterizedTest
    @CsvSource({
        "iso-2022-jp,日本語の件名",
        "shift_jis,日本語",
        "gb18030,简体中文",
        "big5,繁體中文",
        "euc-kr,한국어",
        "koi8-r,Привет",
        "windows-1252,€",
        "utf-16be,ü"
    })
    void decodesTheCharsetOfAnEncodedWord(String charset, String text) {
        String word = "=?" + charset + "?B?"
                + Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(charset))) + "?=";

        assertThat(TestMail.of("Subject: " + word + " " + word).subject()).contains(text + text);
    }

    @Test
    void keepsTheRawValueAsItWasSent() {
        assertThat(TestMail.of("Subject: =?utf-8?q?a?=", " b").headers().all())
                .containsExactly(new Header("Subject", "a b", "=?utf-8?q?a?= b"));
    }
}

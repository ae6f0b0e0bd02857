package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a message is, everything that it can be asked for has an answer. */
class MimeFuzzTest {

    @FuzzTest
    @DictionaryEntries({
        "Content-Type: ",
        "multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        "\r\n--b\r\n",
        "\r\n--b--\r\n",
        "message/rfc822",
        "text/html",
        "text/plain; charset=",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "Content-Disposition: attachment; filename=",
        "filename*0*=utf-8''%41",
        "filename*1=",
        "Content-ID: <",
        "Subject: ",
        "=?utf-8?q?",
        "=?iso-2022-jp?B?",
        "?=",
        "From: ",
        "To: ",
        "a@b.c",
        "Date: Mon, 1 Jan 2024 10:00:00 +0100",
        "Date: ",
        "Message-ID: <",
        "\r\n\r\n",
        "\r\n ",
        "utf-16",
        "utf-7",
        "iso-2022-kr",
        "x-windows-949",
        "big5",
        "\u0000",
        "(",
        "\"",
        "\\",
        "<",
        "[",
        ";",
        "<b><table><a href=x>"
    })
    void everyQuestionHasAnAnswer(byte[] raw) {
        CapturedMessage mail = TestMail.of(raw);

        Questions.askAll(mail);

        assertThat(mail.raw()).isEqualTo(raw);
        assertThat(mail.toString().chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(mail.content().snippet())
                .doesNotContain("\n", "\r", "\t")
                .matches(snippet -> snippet.codePointCount(0, snippet.length()) <= 200);
        mail.attachments()
                .forEach(attachment -> assertThat(attachment.toString().chars().noneMatch(Character::isISOControl))
                        .isTrue());
    }
}

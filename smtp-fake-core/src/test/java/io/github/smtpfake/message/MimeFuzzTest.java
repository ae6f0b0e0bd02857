package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Every method of a message returns a result, regardless of its bytes. */
class MimeFuzzTest {

    @FuzzTest
    void answersEveryQuestion(byte[] raw) {
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

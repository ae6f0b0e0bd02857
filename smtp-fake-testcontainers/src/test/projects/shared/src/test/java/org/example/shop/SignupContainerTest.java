package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
class SignupContainerTest {

    @Container
    private static final SmtpFakeContainer SMTP = new SmtpFakeContainer();

    @Test
    void sendsAWelcome() throws Exception {
        String ada = SMTP.inbox().uniqueAddress();
        new Signup(SMTP.getSmtpHost(), SMTP.getSmtpPort()).signUp(ada);

        assertThat(SMTP.inbox().recipient(ada).awaitOne()).hasSubject("Welcome");
    }
}

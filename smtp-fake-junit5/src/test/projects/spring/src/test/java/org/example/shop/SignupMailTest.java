package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.inbox.Inbox;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Uses the cached context of {@link OrderMailTest}. */
class SignupMailTest extends MailTest {
    @Autowired
    private Mails mails;

    @Value("${spring.mail.port}")
    private int port;

    private Inbox inbox;

    @Test
    void usesTheServerOfTheTest(SmtpEndpoint smtp, @Autowired JavaMailSenderImpl sender) {
        org.assertj.core.api.Assertions.assertThat(port)
                .isEqualTo(smtp.port())
                .isEqualTo(sender.getPort());
    }

    @RepeatedTest(5)
    void welcomesLater() {
        String user = inbox.uniqueAddress();

        mails.sendLater(user, "Welcome");

        assertThat(inbox.recipient(user).awaitOne()).hasSubject("Welcome");
        assertThat(inbox.recipient(user)).hasMessageCount(1);
    }

    @Nested
    class OfACompany {
        @RepeatedTest(5)
        void welcomes(Inbox inbox) {
            String user = inbox.uniqueAddress();

            mails.send(user, "Welcome, company");

            assertThat(inbox.recipient(user).awaitOne()).hasSubject("Welcome, company");
        }
    }
}

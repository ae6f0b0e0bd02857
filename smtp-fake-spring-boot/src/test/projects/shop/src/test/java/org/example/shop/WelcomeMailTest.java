package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SmtpFake
@SpringBootTest
class WelcomeMailTest {
    @Autowired
    Mails mails;

    @Test
    void welcomes(Inbox inbox) {
        String user = inbox.uniqueAddress();

        mails.sendLater(user, "Welcome");

        assertThat(inbox.recipient(user).awaitOne()).hasSubject("Welcome");
    }
}

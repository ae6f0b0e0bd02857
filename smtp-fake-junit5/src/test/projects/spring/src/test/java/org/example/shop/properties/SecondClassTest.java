package org.example.shop.properties;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import org.example.shop.Mails;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SpringMail
class SecondClassTest {
    @Autowired
    private Mails mails;

    @Test
    void receivesMail(Inbox inbox) {
        mails.send("ada@example.org", "Second");

        assertThat(inbox.awaitOne()).hasSubject("Second");
    }

    @Nested
    class Inner {
        @Test
        void receivesMailThatIsSentLater(Inbox inbox) {
            mails.sendLater("ada@example.org", "Second, later");

            assertThat(inbox.awaitOne()).hasSubject("Second, later");
        }
    }
}

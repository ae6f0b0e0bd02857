package org.example.shop.properties;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import org.example.shop.Mails;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SpringMail
class FirstClassTest {
    @Autowired
    private Mails mails;

    @Test
    void receivesMail(Inbox inbox) {
        mails.send("ada@example.org", "First");

        assertThat(inbox.awaitOne()).hasSubject("First");
    }

    @Nested
    class Inner {
        @Test
        void receivesMailThatIsSentLater(Inbox inbox) {
            mails.sendLater("ada@example.org", "First, later");

            assertThat(inbox.awaitOne()).hasSubject("First, later");
        }
    }
}

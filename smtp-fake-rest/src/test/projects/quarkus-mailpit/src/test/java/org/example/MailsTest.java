package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkiverse.mailpit.test.ChaosConfig;
import io.quarkiverse.mailpit.test.InjectMailbox;
import io.quarkiverse.mailpit.test.Mailbox;
import io.quarkiverse.mailpit.test.WithMailbox;
import io.quarkiverse.mailpit.test.model.Message;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithMailbox
class MailsTest {
    @InjectMailbox
    Mailbox mailbox;

    @Inject
    Mails mails;

    @AfterEach
    void clear() {
        mailbox.disableChaos();
        mailbox.clear();
    }

    @Test
    void sendsAWelcome() {
        mails.welcome("ada@example.org");

        Message message = mailbox.findFirst("shop@example.org");
        assertEquals("ada@example.org", message.getTo().get(0).getAddress());
        assertEquals("Welcome", message.getSubject());
        assertEquals("Hello", message.getText().strip());
    }

    @Test
    void reportsARejectedRecipient() {
        mailbox.setChaos(ChaosConfig.builder()
                .authentication(451L, 0L)
                .sender(451L, 0L)
                .recipient(550L, 100L)
                .build());

        assertThrows(RuntimeException.class, () -> mails.welcome("ada@example.org"));
        assertNull(mailbox.findFirst("shop@example.org"));
    }
}

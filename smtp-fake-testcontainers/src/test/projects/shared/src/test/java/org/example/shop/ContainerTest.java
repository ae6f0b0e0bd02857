package org.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
class ContainerTest {

    @Container
    private final SmtpFakeContainer smtp =
            new SmtpFakeContainer("@image@").withTls(TlsMode.STARTTLS).withUser("app", "secret").withMaxMessages(50);

    private void signUp(String address) throws IOException {
        new Signup(smtp.getSmtpHost(), smtp.getSmtpPort()).signUp(address);
    }

    @Test
    void receivesMail() throws IOException {
        signUp("ada@example.org");

        CapturedMessage mail = smtp.inbox().recipient("ada@example.org").awaitOne();
        assertEquals(Optional.of("Welcome"), mail.subject());
        assertEquals("app", smtp.client().mailProperties().getProperty("mail.smtp.user"));
    }

    /** Fails on purpose: its failure must show the transcript. */
    @Test
    void showsTheTranscriptOfAFailedTest() throws IOException {
        signUp("bob@example.org");

        throw new AssertionError("fails on purpose");
    }
}

package org.example;

import static org.testng.Assert.assertEquals;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class WelcomeTest {
    private SmtpFakeServer smtp;

    @BeforeClass
    public void start() {
        smtp = SmtpFakeServer.startNew();
    }

    @AfterClass
    public void stop() {
        smtp.close();
    }

    @Test
    public void sendsAWelcome() throws Exception {
        Inbox inbox = smtp.inbox().sinceNow();
        String ada = inbox.uniqueAddress();
        Mail.welcome(smtp, ada);

        assertEquals(inbox.recipient(ada).awaitOne().subject(), Optional.of("Welcome"));
    }
}

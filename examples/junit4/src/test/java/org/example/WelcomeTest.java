package org.example;

import static org.junit.Assert.assertEquals;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import java.util.Optional;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.ExternalResource;

public class WelcomeTest {
    private static final SmtpFakeServer SMTP = SmtpFakeServer.builder().build();

    @ClassRule
    public static final ExternalResource SERVER = new ExternalResource() {
        @Override
        protected void before() {
            SMTP.start();
        }

        @Override
        protected void after() {
            SMTP.stop();
        }
    };

    @Test
    public void sendsAWelcome() throws Exception {
        Inbox inbox = SMTP.inbox().sinceNow();
        Mail.welcome(SMTP, "ada@example.org");

        assertEquals(Optional.of("Welcome"), inbox.awaitOne().subject());
    }
}

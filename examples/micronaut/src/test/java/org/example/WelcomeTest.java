package org.example;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The server starts before the application context, which finds it by system properties: the order of the annotations counts. */
@SmtpFake(
        properties = {
            "javamail.properties.mail.smtp.host=${host}",
            "javamail.properties.mail.smtp.port=${port}"
        })
@MicronautTest
class WelcomeTest {
    @Inject
    Welcome welcome;

    @Test
    void welcomesAUser(Inbox inbox) {
        String ada = inbox.uniqueAddress();

        welcome.send(ada);

        assertThat(inbox.recipient(ada).awaitOne())
                .hasSender("shop@example.org")
                .hasSubject("Welcome")
                .hasText("Hello, and welcome!");
    }
}

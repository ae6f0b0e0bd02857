package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.inbox.Inbox;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Uses the application that started for {@link OrderMailTest}. */
@MailTest
class SignupMailTest {
    @Inject
    Mails mails;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @Test
    void usesTheServerOfTheTest(SmtpEndpoint smtp) {
        assertThat(port).isEqualTo(smtp.port());
    }

    @RepeatedTest(5)
    void remindsLater(Inbox inbox) {
        mails.sendLater("ada@example.org");

        assertThat(inbox.awaitOne()).hasSubject("Your order").hasRecipients("ada@example.org");
    }
}

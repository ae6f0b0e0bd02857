package org.example;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

@SmtpFake
class SimpleJavaMailTest {

    @Test
    void sendsAnAttachment(SmtpEndpoint smtp, Inbox inbox) throws Exception {
        try (var mailer = MailerBuilder.withSMTPServer(smtp.host(), smtp.port()).buildMailer()) {
            mailer.sendMail(EmailBuilder.startingBlank()
                            .from("shop@example.org")
                            .to("ada@example.org")
                            .withSubject("Grüße")
                            .withPlainText("Hello, Ada")
                            .withAttachment("terms.txt", "Terms".getBytes(StandardCharsets.UTF_8), "text/plain")
                            .buildEmail())
                    .get();
        }

        assertThat(inbox.awaitOne()).hasSubject("Grüße").attachment("terms.txt").hasTextContaining("Terms");
    }
}

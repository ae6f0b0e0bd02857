package org.example;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@SmtpFake(tls = TlsMode.STARTTLS_REQUIRED, users = "shop:secret")
class JakartaMailTest {

    @Test
    void logsInOverTls(SmtpEndpoint smtp, Inbox inbox) throws MessagingException {
        Properties mail = smtp.mailProperties();
        MimeMessage message = new MimeMessage(Session.getInstance(mail));
        message.setFrom("shop@example.org");
        message.setRecipients(RecipientType.TO, "ada@example.org");
        message.setSubject("Grüße", "UTF-8");
        message.setText("Hello, Ada");
        Transport.send(message, mail.getProperty("mail.smtp.user"), mail.getProperty("mail.smtp.password"));

        assertThat(inbox.awaitOne()).isEncrypted().hasUser("shop").hasSubject("Grüße").hasText("Hello, Ada");
    }
}

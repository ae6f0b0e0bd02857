package org.example;

import io.github.smtpfake.SmtpEndpoint;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** The application. */
final class Mail {

    private Mail() {}

    static void welcome(SmtpEndpoint smtp, String address) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(smtp.mailProperties()));
        message.setFrom("shop@example.org");
        message.setRecipients(RecipientType.TO, address);
        message.setSubject("Welcome");
        message.setText("Hello");
        Transport.send(message);
    }
}

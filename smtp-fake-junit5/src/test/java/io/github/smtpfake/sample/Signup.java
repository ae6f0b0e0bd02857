package io.github.smtpfake.sample;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** An application like those of users: it registers people and sends them a mail with an attachment. */
class Signup {
    private final Session session;

    Signup(String host, int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        this.session = Session.getInstance(properties);
    }

    void register(String address) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Confirm your address: https://example.org/confirm?token=42\n", "utf-8");

        MimeBodyPart terms = new MimeBodyPart();
        byte[] pdf = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        terms.setDataHandler(new DataHandler(new ByteArrayDataSource(pdf, "application/pdf")));
        terms.setFileName("terms.pdf");

        MimeMessage message = new MimeMessage(session);
        message.setFrom("app@example.org");
        message.setRecipients(RecipientType.TO, address);
        message.setSubject("Wëlcome, Ada", "utf-8");
        message.setContent(new MimeMultipart(text, terms));
        Transport.send(message);
    }
}

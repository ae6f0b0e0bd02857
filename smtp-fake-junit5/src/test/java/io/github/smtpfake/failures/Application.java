package io.github.smtpfake.failures;

import io.github.smtpfake.SmtpFakeServer;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** An application that sends mail with Jakarta Mail and, like many applications, hides failures from its caller. */
final class Application {
    private final Properties properties;
    private String to = "ada@example.org";
    private @Nullable String bcc;
    private String subject = "Welcome";
    private @Nullable DataSource content;
    private @Nullable String attachment;
    private @Nullable String user;
    private @Nullable String password;

    Application(SmtpFakeServer smtp) {
        properties = smtp.mailProperties();
        properties.setProperty("mail.smtp.localhost", "app.example.org");
    }

    Application with(String property, String value) {
        properties.setProperty(property, value);
        return this;
    }

    /** Makes the client trust only the authorities of the JDK. */
    Application withoutTrust() {
        properties.remove("mail.smtp.ssl.socketFactory");
        return this;
    }

    Application to(String address) {
        this.to = address;
        return this;
    }

    Application bcc(String address) {
        this.bcc = address;
        return this;
    }

    Application subject(String subject) {
        this.subject = subject;
        return this;
    }

    Application content(DataSource content) {
        this.content = content;
        return this;
    }

    Application text(String text) {
        return content(new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8"));
    }

    Application attach(String fileName) {
        this.attachment = fileName;
        return this;
    }

    Application login(String user, String password) {
        this.user = user;
        this.password = password;
        return with("mail.smtp.auth", "true");
    }

    void send() {
        send(1);
    }

    void sendTwice() {
        send(2);
    }

    private void send(int times) {
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(session);
            Address[] recipients = message.getAllRecipients();
            transport.connect(user, password);
            for (int i = 0; i < times; i++) {
                transport.sendMessage(message, recipients);
            }
        } catch (MessagingException e) {
            System.getLogger("app").log(System.Logger.Level.DEBUG, "Mail not sent", e);
        }
    }

    private MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom("app@example.org");
        message.setRecipients(RecipientType.TO, to);
        if (bcc != null) {
            message.setRecipient(RecipientType.BCC, new InternetAddress(bcc));
        }
        message.setSubject(subject, "UTF-8");
        if (attachment != null) {
            MimeBodyPart text = new MimeBodyPart();
            text.setText("Hello");
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(
                    new DataHandler(new ByteArrayDataSource("terms".getBytes(StandardCharsets.US_ASCII), "text/csv")));
            file.setFileName(attachment);
            message.setContent(new MimeMultipart(text, file));
        } else if (content == null) {
            message.setText("Hello");
        } else {
            message.setDataHandler(new DataHandler(content));
            message.setHeader("Content-Transfer-Encoding", "quoted-printable");
        }
        message.saveChanges();
        return message;
    }
}

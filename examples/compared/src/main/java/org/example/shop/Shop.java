package org.example.shop;

import jakarta.activation.DataHandler;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** The application that all tests test. */
final class Shop implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 50;

    private final Session session;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    Shop(Properties mail) {
        this.session = Session.getInstance(mail, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(mail.getProperty("mail.smtp.user"), mail.getProperty("mail.smtp.password"));
            }
        });
    }

    static Properties properties(String host, int port) {
        Properties mail = new Properties();
        mail.setProperty("mail.smtp.host", host);
        mail.setProperty("mail.smtp.port", Integer.toString(port));
        mail.setProperty("mail.smtp.localhost", "localhost");
        return mail;
    }

    /** Sends later, on another thread. */
    void welcome(String first, String second) {
        executor.execute(() -> {
            try {
                MimeMessage mail = mail(first, "Willkommen im Café");
                mail.addRecipient(RecipientType.TO, new InternetAddress(second));
                mail.setText("Schöne Grüße, Ihr Café", "UTF-8");
                Transport.send(mail);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    void confirmOrder(String to) throws MessagingException, IOException {
        MimeMessage mail = mail(to, "Your order 4711");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(
                "<p>Your code: 739201</p><p><a href=\"https://shop.example.org/orders/4711\">Your order</a></p>",
                "UTF-8",
                "html");
        MimeBodyPart terms = new MimeBodyPart();
        terms.setDataHandler(new DataHandler(new ByteArrayDataSource("Terms", "text/plain")));
        terms.setFileName("terms.txt");
        mail.setContent(new MimeMultipart(text, terms));
        Transport.send(mail);
    }

    void announce(String to, String hidden) throws MessagingException {
        MimeMessage mail = mail(to, "Summer sale");
        mail.addRecipient(RecipientType.BCC, new InternetAddress(hidden));
        mail.setText("Everything must go.");
        Transport.send(mail);
    }

    /** Tries again if the server rejects the mail for now. */
    void remind(String to) throws MessagingException, InterruptedException {
        MimeMessage mail = mail(to, "Your cart");
        mail.setText("You have left something.");
        for (int attempt = 1; ; attempt++) {
            try {
                Transport.send(mail);
                return;
            } catch (SendFailedException e) {
                if (attempt == ATTEMPTS || !isTemporary(e)) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Returns whether the server has rejected the recipient with a reply code that begins with 4. */
    private static boolean isTemporary(MessagingException failure) {
        for (Exception each = failure; each instanceof MessagingException next; each = next.getNextException()) {
            if (each instanceof SMTPAddressFailedException rejected) {
                return rejected.getReturnCode() / 100 == 4;
            }
        }
        return false;
    }

    void sendInvoice(String to) throws MessagingException {
        MimeMessage mail = mail(to, "Your invoice");
        mail.setText("Please pay 12 euros.");
        Transport.send(mail);
    }

    /** Sends nothing. */
    void unsubscribe(String to) {}

    private MimeMessage mail(String to, String subject) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom("shop@example.org");
        mail.setRecipients(RecipientType.TO, to);
        mail.setSubject(subject, "UTF-8");
        return mail;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}

package io.github.smtpfake.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.Stored;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AngusMailTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();

    @AfterEach
    void stop() {
        server.stop();
    }

    private MimeMessage message(Properties more) throws MessagingException {
        Properties properties = server.mailProperties();
        properties.putAll(more);
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("app@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org"));
        return message;
    }

    /** The client sends characters above 127 of the machine's name as single bytes. */
    @Test
    void deliversFromAMachineWithANonAsciiName() throws Exception {
        Properties machine = new Properties();
        machine.setProperty("mail.smtp.localhost", "J\u00fcrgen-PC");
        MimeMessage message = message(machine);
        message.setText("text");

        Transport.send(message);

        assertThat(server.inbox().awaitOne().session().helo()).contains("J\\xFCrgen-PC");
    }

    @Test
    void neverSendsTheNameOfTheMachine() throws Exception {
        MimeMessage message = message(new Properties());
        message.setText("text");

        Transport.send(message);

        assertThat(server.inbox().awaitOne().session().helo()).contains("localhost");
    }

    @Test
    void deliversAlternativesWithAnAttachment() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        MimeMessage message = message(new Properties());
        message.setFrom(new InternetAddress("app@example.org", "Jürgen Größer", "UTF-8"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org", "Ada 🎩", "UTF-8"));
        message.setRecipient(Message.RecipientType.CC, new InternetAddress("carol@example.org"));
        message.setRecipient(Message.RecipientType.BCC, new InternetAddress("bcc@example.org"));
        message.setReplyTo(new InternetAddress[] {new InternetAddress("reply@example.org")});
        message.setSubject(
                "Wëlcome to a subject that is so long that it must be folded over two lines, 日本語の件名 😀", "UTF-8");
        message.setSentDate(Date.from(now));
        byte[] pdf = new byte[50_000];
        for (int i = 0; i < pdf.length; i++) {
            pdf[i] = (byte) i;
        }
        message.setContent(mixed(alternative("Grüße,\n.dot\n日本", "<p>Grüße</p>"), attachment("Größe 日本.pdf", pdf)));

        Transport.send(message);

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.subject()).contains(message.getSubject());
        assertThat(mail.from()).containsExactly(new Address("Jürgen Größer", "app@example.org"));
        assertThat(mail.to()).containsExactly(new Address("Ada 🎩", "ada@example.org"));
        assertThat(mail.cc()).containsExactly(new Address("", "carol@example.org"));
        assertThat(mail.replyTo()).containsExactly(new Address("", "reply@example.org"));
        assertThat(mail.headers().values("Bcc")).isEmpty();
        assertThat(mail.envelope().sender()).isEqualTo("app@example.org");
        assertThat(mail.envelope().recipients())
                .containsExactlyInAnyOrder("ada@example.org", "carol@example.org", "bcc@example.org");
        assertThat(mail.content().date().orElseThrow().toInstant()).isEqualTo(now);
        assertThat(mail.content().messageId().map(id -> "<" + id + ">")).contains(message.getMessageID());
        assertThat(mail.text()).contains("Grüße,\n.dot\n日本");
        assertThat(mail.html()).contains("<p>Grüße</p>");
        assertThat(mail.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.fileName()).contains("Größe 日本.pdf");
            assertThat(attachment.contentType()).isEqualTo("application/pdf");
            assertThat(attachment.isInline()).isFalse();
            assertThat(attachment.bytes()).isEqualTo(pdf);
        });
    }

    @Test
    void deliversTheBytesThatItWrites() throws Exception {
        MimeMessage message = message(new Properties());
        message.setText("one\r\n..two\r\n.\r\n\r\nthree  \r\n");
        message.saveChanges();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        message.writeTo(written);

        try (Transport transport = message.getSession().getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }

        assertThat(server.inbox().awaitOne().raw()).isEqualTo(written.toByteArray());
    }

    @Test
    void sendsEightBitTextIfOffered() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.allow8bitmime", "true");
        MimeMessage message = message(properties);
        message.setText("Grüße", "UTF-8");

        Transport.send(message);

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.headers().first("Content-Transfer-Encoding")).contains("8bit");
        assertThat(new String(mail.raw(), UTF_8)).contains("Grüße");
        assertThat(mail.text()).hasValueSatisfying(text -> assertThat(text).startsWith("Grüße"));
    }

    @Test
    void usesSmtpUtf8ForAddressesBeyondAscii() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        MimeMessage message = message(properties);
        message.setFrom(new InternetAddress("jürgen@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("用户@例子.广告"));
        message.setSubject("Grüße", "UTF-8");
        message.setText("x");

        Transport.send(message);

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.envelope().parameters()).containsKey("SMTPUTF8");
        assertThat(mail.envelope().sender()).isEqualTo("jürgen@example.org");
        assertThat(mail.envelope().recipients()).containsExactly("用户@例子.广告");
        assertThat(mail.from()).containsExactly(new Address("", "jürgen@example.org"));
        assertThat(mail.to()).containsExactly(new Address("", "用户@例子.广告"));
        assertThat(mail.subject()).contains("Grüße");
    }

    @Test
    void failsIfTheMessageIsTooLarge() throws Exception {
        try (SmtpFakeServer small = SmtpFakeServer.builder()
                .limits(Limits.builder().messageSize(1_000).build())
                .start()) {
            MimeMessage message = new MimeMessage(Session.getInstance(small.mailProperties()));
            message.setFrom(new InternetAddress("app@example.org"));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org"));
            message.setText("x\r\n".repeat(1_000));

            assertThatExceptionOfType(MessagingException.class)
                    .isThrownBy(() -> Transport.send(message))
                    .withStackTraceContaining("552 5.3.4");
            assertThat(Stored.messages(small.store())).isEmpty();
        }
    }

    private static MimeMultipart mixed(MimeMultipart body, MimeBodyPart attachment) throws MessagingException {
        MimeBodyPart wrapped = new MimeBodyPart();
        wrapped.setContent(body);
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(wrapped);
        mixed.addBodyPart(attachment);
        return mixed;
    }

    private static MimeMultipart alternative(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(plain);
        alternative.addBodyPart(rich);
        return alternative;
    }

    private static MimeBodyPart attachment(String name, byte[] bytes) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "application/pdf")));
        // The method for names would encode them with the default charset of the machine.
        ContentDisposition disposition = new ContentDisposition(Part.ATTACHMENT);
        ParameterList parameters = new ParameterList();
        parameters.set("filename", name, "UTF-8");
        disposition.setParameterList(parameters);
        part.setHeader("Content-Disposition", disposition.toString());
        return part;
    }
}

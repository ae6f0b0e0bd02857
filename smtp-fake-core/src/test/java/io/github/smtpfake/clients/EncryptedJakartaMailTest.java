package io.github.smtpfake.clients;

import static io.github.smtpfake.clients.EncryptedServer.PASSWORD;
import static io.github.smtpfake.clients.EncryptedServer.USER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Angus Mail, and Spring on top of it, with TLS and a login. */
class EncryptedJakartaMailTest {
    private final EncryptedServer server = EncryptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "XOAUTH2"})
    void logsInAfterStartTls(String mechanism) throws Exception {
        Properties properties = afterStartTls(server.server());
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        SMTPMessage message = message(properties);
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        send(message, "smtp", PASSWORD);

        message.writeTo(written);
        server.receivedExactly(written.toString(ISO_8859_1), mechanism);
    }

    @Test
    void logsInWithJavaSasl() throws Exception {
        Properties properties = afterStartTls(server.server());
        properties.setProperty("mail.smtp.sasl.enable", "true");
        properties.setProperty("mail.smtp.sasl.mechanisms", "CRAM-MD5");

        send(message(properties), "smtp", PASSWORD);

        server.received("CRAM-MD5");
    }

    @Test
    void usesTheSmtpsPort() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtps.host", server.host());
        properties.setProperty("mail.smtps.port", server.smtpsPort());
        properties.setProperty("mail.smtps.auth", "true");
        properties.setProperty("mail.smtps.ssl.checkserveridentity", "true");
        properties.put(
                "mail.smtps.ssl.socketFactory",
                server.server().tlsTrust().sslContext().getSocketFactory());

        send(message(properties), "smtps", PASSWORD);

        server.received("LOGIN");
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void sendsInEachTlsModeWithThePropertiesOfTheServer(TlsMode mode) throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.builder().tls(mode).start()) {
            Transport.send(message(smtp.mailProperties()));

            SessionInfo session = smtp.inbox().awaitOne().session();
            assertThat(session.tls().isPresent()).isEqualTo(mode != TlsMode.OFF);
            assertThat(session.authentication()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void logsInWithThePropertiesOfTheServer(TlsMode mode) throws Exception {
        Users users = Users.of(USER, PASSWORD).and("other", "secret");
        try (SmtpFakeServer smtp =
                SmtpFakeServer.builder().tls(mode).users(users).requireAuth().start()) {
            sendAsUserOf(smtp.mailProperties());

            SessionInfo session = smtp.inbox().awaitOne().session();
            assertThat(session.tls().isPresent()).isEqualTo(mode != TlsMode.OFF);
            assertThat(session.authentication()).map(Authentication::user).contains(USER);
        }
    }

    @Test
    void logsInWithAnyUserIfTheServerRequiresALoginOnly() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.builder().requireAuth().start()) {
            sendAsUserOf(smtp.mailProperties());

            assertThat(smtp.inbox().awaitOne().session().authentication()).isPresent();
        }
    }

    @Test
    void hasNoUserIfTheServerOffersNoLogin() {
        try (SmtpFakeServer smtp = SmtpFakeServer.builder()
                .users(Users.of(USER, PASSWORD))
                .disable(SmtpExtension.AUTH)
                .start()) {
            assertThat(smtp.mailProperties()).doesNotContainKeys("mail.smtp.auth", "mail.smtp.user");
        }
    }

    /** Sends a message with a session that consists of these properties. */
    private static void sendAsUserOf(Properties properties) throws MessagingException {
        Transport.send(
                message(properties),
                properties.getProperty("mail.smtp.user"),
                properties.getProperty("mail.smtp.password"));
    }

    @Test
    void usesOptionalStartTls() throws Exception {
        try (SmtpFakeServer smtp =
                SmtpFakeServer.builder().tls(TlsMode.STARTTLS).start()) {
            send(message(afterStartTls(smtp)), "smtp", PASSWORD);

            assertThat(smtp.inbox().awaitOne().session().tls()).isPresent();
        }
    }

    @Test
    void failsOnImplicitTlsWithoutTrust() throws Exception {
        try (SmtpFakeServer smtp =
                SmtpFakeServer.builder().tls(TlsMode.IMPLICIT).start()) {
            Properties properties = smtp.mailProperties();
            properties.remove("mail.smtp.ssl.socketFactory");
            SMTPMessage message = message(properties);

            assertThatExceptionOfType(MessagingException.class)
                    .isThrownBy(() -> send(message, "smtp", PASSWORD))
                    .withStackTraceContaining("PKIX path building failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void failsWithAWrongPassword(String mechanism) throws Exception {
        Properties properties = afterStartTls(server.server());
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        SMTPMessage message = message(properties);

        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> send(message, "smtp", "wrong"))
                .withMessageContaining("535 5.7.8");
        server.receivedNothing();
    }

    @Test
    void failsWithAWrongToken() throws Exception {
        Properties properties = afterStartTls(server.server());
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        SMTPMessage message = message(properties);

        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> send(message, "smtp", "wrong"))
                .withMessageContaining("334 ");
        server.receivedNothing();
    }

    @Test
    void failsWithoutALogin() throws Exception {
        Properties properties = afterStartTls(server.server());
        properties.setProperty("mail.smtp.auth", "false");
        SMTPMessage message = message(properties);

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> Transport.send(message))
                .withStackTraceContaining("530 5.7.0");
        server.receivedNothing();
    }

    @Test
    void acceptsAnyUserByDefault() throws Exception {
        try (EncryptedServer any = EncryptedServer.start(Users.any())) {
            send(message(afterStartTls(any.server())), "smtp", "whatever");

            any.received("LOGIN");
        }
    }

    @Test
    void failsWithoutTrustInTheServer() throws Exception {
        Properties properties = afterStartTls(server.server());
        properties.remove("mail.smtp.ssl.socketFactory");
        SMTPMessage message = message(properties);

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send(message, "smtp", PASSWORD))
                .withStackTraceContaining("PKIX path building failed");
        SmtpSession session = server.server().inbox().awaitSession();
        assertThat(session.end()).contains(SessionEnd.TLS_FAILED);
        assertThat(session.rejectedCommands()).last().asString().contains("certificate_unknown");
    }

    @Test
    void requestsDeliveryStatusNotifications() throws Exception {
        Properties properties = afterStartTls(server.server());
        SMTPMessage message = message(properties);
        message.setReturnOption(SMTPMessage.RETURN_HDRS);
        message.setNotifyOptions(SMTPMessage.NOTIFY_SUCCESS | SMTPMessage.NOTIFY_DELAY);
        message.setText("Grüße", "UTF-8");
        message.setMailExtension("ENVID=order+2B42 BODY=8BITMIME");

        send(message, "smtp", PASSWORD);

        Envelope envelope = server.received("LOGIN").envelope();
        assertThat(envelope.parameters())
                .containsEntry("RET", "HDRS")
                .containsEntry("ENVID", "order+2B42")
                .containsEntry("BODY", "8BITMIME");
        assertThat(envelope.recipientParameters())
                .isEqualTo(Map.of("bob@example.org", List.of(Map.of("NOTIFY", "SUCCESS,DELAY"))));
    }

    @Test
    void springLogsInAfterStartTls() {
        JavaMailSenderImpl sender = springSender();

        sender.send(springMessage());

        assertThat(server.received("LOGIN").subject()).contains("Hello from Spring");
    }

    @Test
    void springFailsWithAWrongPassword() {
        JavaMailSenderImpl sender = springSender();
        sender.setPassword("wrong");

        assertThatExceptionOfType(MailAuthenticationException.class)
                .isThrownBy(() -> sender.send(springMessage()))
                .withStackTraceContaining("535 5.7.8");
        server.receivedNothing();
    }

    private JavaMailSenderImpl springSender() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(server.host());
        sender.setPort(server.server().port());
        sender.setUsername(USER);
        sender.setPassword(PASSWORD);
        sender.setJavaMailProperties(afterStartTls(server.server()));
        return sender;
    }

    private static SimpleMailMessage springMessage() {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("app@example.org");
        message.setTo("bob@example.org");
        message.setSubject("Hello from Spring");
        message.setText("Hello");
        return message;
    }

    private static Properties afterStartTls(SmtpFakeServer server) {
        Properties properties = server.mailProperties();
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    private static SMTPMessage message(Properties properties) throws MessagingException {
        SMTPMessage message = new SMTPMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("app@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("bob@example.org"));
        message.setSubject("Hello");
        message.setText("Hello,\r\n.dot\r\n");
        return message;
    }

    private static void send(SMTPMessage message, String protocol, String password) throws MessagingException {
        message.saveChanges();
        try (Transport transport = message.getSession().getTransport(protocol)) {
            transport.connect(USER, password);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}

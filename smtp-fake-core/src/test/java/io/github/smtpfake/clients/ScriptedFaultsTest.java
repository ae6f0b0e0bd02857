package io.github.smtpfake.clients;

import static io.github.smtpfake.rules.Rules.anyAddress;
import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.auth;
import static io.github.smtpfake.rules.Rules.bdat;
import static io.github.smtpfake.rules.Rules.bytesPerSecond;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.ehlo;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.expiredCertificate;
import static io.github.smtpfake.rules.Rules.handshakeFailure;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.perHour;
import static io.github.smtpfake.rules.Rules.quit;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static io.github.smtpfake.rules.Rules.smtps;
import static io.github.smtpfake.rules.Rules.startTls;
import static io.github.smtpfake.rules.Rules.untrusted;
import static io.github.smtpfake.rules.Rules.wrongHost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.session.SessionEnd;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How Jakarta Mail reports each fault to an application. */
class ScriptedFaultsTest {
    private final SmtpFakeServer server =
            SmtpFakeServer.builder().tls(TlsMode.STARTTLS).smtpsPort(0).start();
    private final Properties properties = server.mailProperties();

    @AfterEach
    void stop() {
        server.stop();
    }

    private void send(String... recipients) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("app@example.org");
        for (String recipient : recipients) {
            message.addRecipients(RecipientType.TO, recipient);
        }
        message.setSubject("Invoice");
        message.setText("x".repeat(70).concat("\r\n").repeat(100));
        Transport.send(message);
    }

    private <E extends Exception> E failure(Class<E> type) {
        return catchThrowableOfType(type, () -> send("ada@example.org"));
    }

    private int arrived() {
        return server.inbox().messages().size();
    }

    @Test
    void reportsAFullMailbox() {
        server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");

        SendFailedException e = catchThrowableOfType(SendFailedException.class, () -> send("full@example.org"));

        assertThat(e.getNextException()).isInstanceOfSatisfying(SMTPAddressFailedException.class, failed -> {
            assertThat(failed.getReturnCode()).isEqualTo(452);
            assertThat(failed.getMessage()).contains("4.2.2 mailbox full");
            assertThat(failed.getAddress()).isEqualTo(newAddress("full@example.org"));
        });
        assertThat(arrived()).isZero();
    }

    @Test
    void sendsToTheOthersIfOneRecipientIsRejected() {
        properties.setProperty("mail.smtp.sendpartial", "true");
        server.on(rcptTo(anyAddress()).nth(2)).reply("550 5.1.1 no such user");

        SendFailedException e = catchThrowableOfType(
                SendFailedException.class, () -> send("a@example.org", "b@example.org", "c@example.org"));

        assertThat(e.getInvalidAddresses()).containsExactly(newAddress("b@example.org"));
        assertThat(server.inbox().awaitOne().envelope().recipients()).containsExactly("a@example.org", "c@example.org");
    }

    @Test
    void deliversAtTheThirdAttempt() throws Exception {
        Rule rule = server.on(mailFrom("*@example.org")).times(2).reply("451 4.3.0 try later");

        assertThat(failure(SMTPSendFailedException.class).getReturnCode()).isEqualTo(451);
        assertThat(failure(SMTPSendFailedException.class).getReturnCode()).isEqualTo(451);
        send("ada@example.org");

        assertThat(rule.timesFired()).isEqualTo(2);
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void failsIfTheMessageIsTooLarge() {
        server.on(endOfData().largerThan(5_000)).reply("552 5.3.4 too big for us");

        assertThat(failure(SMTPSendFailedException.class).getReturnCode()).isEqualTo(552);
        assertThat(arrived()).isZero();
    }

    @Test
    void sendsAgainIfTheConnectionEndsWithoutAReply() throws Exception {
        server.on(endOfData()).once().storeThenDisconnect();

        assertThat(failure(SMTPSendFailedException.class)).hasMessage("[EOF]");
        send("ada@example.org");

        assertThat(server.inbox().await(2)).extracting(mail -> mail.subject()).containsOnly(Optional.of("Invoice"));
    }

    @Test
    void doesNotNoticeADiscardedMessage() {
        server.on(endOfData()).acceptAndDiscard();

        assertThatCode(() -> send("ada@example.org")).doesNotThrowAnyException();
        assertThat(arrived()).isZero();
    }

    @Test
    void failsIfTheConnectionIsRejected() throws Exception {
        server.on(connect()).skipFirst(1).reply("421 4.7.0 too many connections");

        send("ada@example.org");

        assertThat(failure(MessagingException.class)).hasMessageContaining("421");
    }

    @Test
    void failsIfTheConnectionEndsDuringAMessage() {
        server.on(content().afterBytes(4_096)).disconnect();

        assertThat(failure(SMTPSendFailedException.class)).hasMessage("[EOF]");
        assertThat(arrived()).isZero();
    }

    @Test
    void timesOutOnASlowServer() {
        properties.setProperty("mail.smtp.timeout", "150");
        server.on(anyCommand()).delay(Duration.ofMinutes(30)).passThrough();

        assertThat(failure(MessagingException.class)).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void timesOutOnAStalledServer() {
        properties.setProperty("mail.smtp.timeout", "150");
        server.on(data()).stall();

        assertThat(failure(MessagingException.class)).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void failsIfTheLoginIsRejected() {
        server.on(auth("app")).reply("535 5.7.8 no");

        AuthenticationFailedException e =
                catchThrowableOfType(AuthenticationFailedException.class, () -> connectAs("app"));

        assertThat(e).hasMessageContaining("535 5.7.8 no");
        assertThatCode(() -> connectAs("other")).doesNotThrowAnyException();
    }

    private void connectAs(String user) throws MessagingException {
        properties.setProperty("mail.smtp.auth", "true");
        try (Transport transport = Session.getInstance(properties).getTransport("smtp")) {
            transport.connect(user, "secret");
        }
    }

    @Test
    void fallsBackToHelo() throws Exception {
        Rule rule = server.on(ehlo()).reply("502 5.5.1 EHLO? never heard of it");

        send("ada@example.org");

        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void failsOnAMalformedReply() {
        server.on(mailFrom(anyAddress())).malformedReply("Segmentation fault");

        assertThat(failure(MessagingException.class)).hasMessageContaining("Segmentation fault");
    }

    @Test
    void failsAboveARate() throws Exception {
        server.on(rcptTo(anyAddress())).aboveRate(3, perHour()).reply("450 4.7.1 slow down");

        send("a@example.org", "b@example.org", "c@example.org");

        assertThat(failure(SendFailedException.class)).hasStackTraceContaining("450 4.7.1 slow down");
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void failsThoughTheMessageIsStored() {
        server.on(endOfData()).once().storeThenFail("451 4.3.0 try later");
        assertThat(failure(SMTPSendFailedException.class).getReturnCode()).isEqualTo(451);
        assertThat(arrived()).isEqualTo(1);

        server.on(endOfData()).once().failThenStore("452 4.3.1 disk full");
        assertThat(failure(SMTPSendFailedException.class).getReturnCode()).isEqualTo(452);
        assertThat(server.inbox().await(2)).hasSize(2);
    }

    @Test
    void timesOutOnAServerThatReadsSlowly() {
        properties.setProperty("mail.smtp.timeout", "150");
        server.on(content()).throttle(bytesPerSecond(1));

        assertThat(failure(MessagingException.class)).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(arrived()).isZero();
    }

    @Test
    void timesOutOnADroppedReply() {
        properties.setProperty("mail.smtp.timeout", "150");
        server.on(data()).dropReply();

        assertThat(failure(MessagingException.class)).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void failsIfTheConnectionIsResetAtTheSecondRecipient() {
        server.on(rcptTo("b@example.org")).reset();

        MessagingException e =
                catchThrowableOfType(MessagingException.class, () -> send("a@example.org", "b@example.org"));

        assertThat(e).hasRootCauseInstanceOf(SocketException.class);
        assertThat(arrived()).isZero();
    }

    @Test
    void sendsChunksUntilOneIsRejected() {
        properties.setProperty("mail.smtp.chunksize", "2048");
        Rule rule = server.on(bdat()).skipFirst(2).reply("452 4.3.1 disk full");

        assertThat(failure(MessagingException.class)).hasStackTraceContaining("452 4.3.1 disk full");
        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(arrived()).isZero();
    }

    @Test
    void succeedsThoughQuitIsNotAnswered() throws Exception {
        Rule rule = server.on(quit()).disconnect();

        send("ada@example.org");

        assertThat(arrived()).isEqualTo(1);
        assertThat(server.inbox().awaitSession().end()).contains(SessionEnd.ABORTED_BY_RULE);
        assertThat(rule.timesFired()).isEqualTo(1);
    }

    @Test
    void doesNotContinueInPlainTextIfStartTlsIsRejected() {
        server.on(startTls()).reply("454 4.7.0 TLS not available");
        properties.setProperty("mail.smtp.starttls.enable", "true");

        assertThat(failure(MessagingException.class)).hasMessageContaining("454 4.7.0 TLS not available");
        assertThat(arrived()).isZero();
    }

    @Test
    void rejectsAnExpiredCertificate() {
        assertThat(tlsFailure(expiredCertificate())).hasRootCauseInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void rejectsACertificateOfAnotherHost() {
        assertThat(tlsFailure(wrongHost()))
                .hasStackTraceContaining("No subject alternative names matching IP address 127.0.0.1");
    }

    @Test
    void rejectsACertificateOfAnUnknownAuthority() {
        assertThat(tlsFailure(untrusted())).hasStackTraceContaining("PKIX path");
    }

    @Test
    void reportsAHandshakeFailure() {
        assertThat(tlsFailure(handshakeFailure())).hasStackTraceContaining("handshake_failure");
    }

    @Test
    void reportsTlsFaultsOnTheSmtpsPort() {
        properties.setProperty("mail.smtp.ssl.enable", "true");
        // Without this, Jakarta Mail tries again with a factory that does not trust the server.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.port", Integer.toString(server.smtpsPort()));

        assertThat(encryptedFailure(server.on(smtps()).once().present(expiredCertificate())))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
        assertThat(encryptedFailure(server.on(smtps()).once().present(wrongHost())))
                .hasStackTraceContaining("No subject alternative names matching IP address 127.0.0.1");
        assertThat(encryptedFailure(server.on(smtps()).once().present(untrusted())))
                .hasStackTraceContaining("PKIX path");
        assertThat(encryptedFailure(server.on(smtps()).once().present(handshakeFailure())))
                .hasStackTraceContaining("handshake_failure");
    }

    private MessagingException tlsFailure(TlsFault fault) {
        properties.setProperty("mail.smtp.starttls.required", "true");
        return encryptedFailure(server.on(startTls()).once().present(fault));
    }

    /** Returns the failure of a client that trusts the server; without the fault, the client delivers. */
    private MessagingException encryptedFailure(Rule rule) {
        properties.put(
                "mail.smtp.ssl.socketFactory", server.tlsTrust().sslContext().getSocketFactory());
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        Inbox next = server.inbox().sinceNow();

        MessagingException e = failure(MessagingException.class);

        assertThat(rule.timesFired()).isEqualTo(1);
        assertThatCode(() -> send("ada@example.org")).doesNotThrowAnyException();
        assertThat(next.awaitOne().session().tls()).isPresent();
        return e;
    }

    private static InternetAddress newAddress(String address) {
        InternetAddress made = new InternetAddress();
        made.setAddress(address);
        return made;
    }
}

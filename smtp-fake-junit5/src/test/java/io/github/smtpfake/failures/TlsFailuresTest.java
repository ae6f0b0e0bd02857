package io.github.smtpfake.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.junit5.SmtpFakeExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The texts of failed waits because client and server disagree on TLS, each with a real client. */
class TlsFailuresTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @SmtpFake
    static class TlsOnThePlainPort {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).with("mail.smtp.ssl.enable", "true").send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void recognizesTlsOnThePlainPort() {
        assertThat(Failures.messageOf(TlsOnThePlainPort.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, no EHLO: was rejected by the server
                              The client opened the connection with a TLS handshake, but this port expects plain text.
                              Turn off TLS in the client (Jakarta Mail: mail.smtp.ssl.enable=false), or start the server with tls(TlsMode.IMPLICIT) (--tls implicit).""");
    }

    @SmtpFake
    static class StartTlsNotOffered {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .with("mail.smtp.starttls.enable", "true")
                    .with("mail.smtp.starttls.required", "true")
                    .send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatStartTlsIsNotOffered() {
        assertThat(Failures.messageOf(StartTlsNotOffered.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: disconnected without QUIT
                              The client disconnected right after the reply to EHLO, which does not offer STARTTLS.
                              If it requires STARTTLS, start the server with tls(TlsMode.STARTTLS) (--tls starttls), or turn off the requirement in the client (Jakarta Mail: mail.smtp.starttls.required=false).""");
    }

    static class StartTlsRequired {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .with("mail.smtp.starttls.enable", "false")
                    .with("mail.smtp.starttls.required", "false")
                    .send();
            inbox.awaitSession();
            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void saysThatStartTlsIsRequired() {
        assertThat(Failures.messageOf(StartTlsRequired.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended with QUIT
                              rejected: MAIL FROM:<app@example.org> -> 530 5.7.0 Send STARTTLS first
                              rejected: RSET -> 530 5.7.0 Send STARTTLS first
                              The server requires STARTTLS before MAIL FROM.
                              Enable STARTTLS in the client (Jakarta Mail: mail.smtp.starttls.enable=true), or start the server with tls(TlsMode.STARTTLS) (--tls starttls), which does not require it.""");
    }

    static class TlsNotTrusted {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED));

        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).withoutTrust().send();
            inbox.awaitSession();

            inbox.withTimeout(SHORT).awaitOne();
        }
    }

    @Test
    void showsThatTheClientDoesNotTrustTheCertificate() {
        assertThat(Failures.messageOf(TlsNotTrusted.class)).isEqualTo("""
                        Expected exactly 1 message within 20 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          127.0.0.1:PORT, EHLO app.example.org: ended because TLS failed
                              rejected: (TLS handshake) -> Received fatal alert: certificate_unknown
                              The client does not trust the server's certificate.
                              Make it trust tlsTrust() of the server (Jakarta Mail: use its mailProperties(); without Java: GET /api/ca.pem).""");
    }
}

package io.github.smtpfake.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.store.StoreUnavailableException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whom a client trusts. A test replaces the trust of the JVM. */
@Isolated
class TlsOfClientTest {
    private final SmtpFakeServer other = SmtpFakeServer.builder().build();
    private final SSLContext jvm = defaultContext();

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(jvm);
    }

    @Test
    void trustsTheCertificateThatTheServerHandsOut() {
        try (ServedServer server = ServedServer.startEncrypted();
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri());
                SmtpFakeClient pinned = SmtpFakeClient.builder(server.uri())
                        .httpTrust(server.smtp().tlsTrust())
                        .connect()) {
            assertThat(client.tlsTrust()).isEqualTo(server.smtp().tlsTrust());
            assertThat(client.mailProperties())
                    .containsEntry("mail.smtp.starttls.enable", "true")
                    .containsKey("mail.smtp.ssl.socketFactory");
            assertThat(pinned.inbox().messages()).isEmpty();
        }
    }

    @Test
    void rejectsAServerWithAnotherCertificate() {
        try (ServedServer server = ServedServer.startEncrypted()) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> SmtpFakeClient.builder(server.uri())
                            .httpTrust(other.tlsTrust())
                            .connect())
                    .withMessageStartingWith("No smtp-fake server answers at " + server.uri());
        }
    }

    @Test
    void rejectsAProxyWithAPrivateCertificateThatItDoesNotTrust() {
        try (ServedServer server = ServedServer.startEncryptedAs(other)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> SmtpFakeClient.connect(server.uri()));
        }
    }

    @Test
    void trustsAProxyWithoutTrustingItsCertificateForSmtp() {
        try (ServedServer server = ServedServer.startEncryptedAs(other);
                SmtpFakeClient client = SmtpFakeClient.builder(server.uri())
                        .httpTrust(other.tlsTrust())
                        .connect()) {
            assertThat(client.tlsTrust()).isEqualTo(server.smtp().tlsTrust()).isNotEqualTo(other.tlsTrust());
        }
    }

    @Test
    void trustsTheAuthoritiesOfTheJvm() {
        SSLContext.setDefault(other.tlsTrust().sslContext());
        try (ServedServer server = ServedServer.startEncryptedAs(other);
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            assertThat(client.inbox().messages()).isEmpty();
            assertThat(client.tlsTrust()).isEqualTo(server.smtp().tlsTrust());
        }
    }

    @Test
    void usesAnotherTrustForSmtp() {
        try (ServedServer server = ServedServer.startEncrypted();
                SmtpFakeClient client = SmtpFakeClient.builder(server.uri())
                        .smtpTrust(other.tlsTrust())
                        .connect()) {
            assertThat(client.tlsTrust()).isEqualTo(other.tlsTrust());
            assertThat(client.inbox().messages()).isEmpty();
        }
    }
}

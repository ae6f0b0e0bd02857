package io.github.smtpfake.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.store.StoreUnavailableException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
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
    void trustsNoExpiredCertificateOnFirstUse() throws Exception {
        SSLContext rejecting = SSLContext.getInstance("TLS");
        rejecting.init(null, new TrustManager[] {new Rejecting()}, null);
        SSLContext.setDefault(rejecting);
        try (ServedServer server = ServedServer.startEncrypted()) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> SmtpFakeClient.connect(server.uri()))
                    .withMessageContaining("expired yesterday");
        }
    }

    /** Knows the authority of the server, whose certificate has expired. */
    private static final class Rejecting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateExpiredException("expired yesterday");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
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

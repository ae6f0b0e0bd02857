package io.github.smtpfake.rest.internal.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Which server a connection believes to be the right one. */
interface Trust {
    /** One whose certificate this JVM trusts. */
    Trust OF_THIS_JVM = connection -> {};

    /** Any: for what is no secret. */
    Trust IN_ANYBODY = connection -> {
        connection.setSSLSocketFactory(context(new Anybody()).getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
    };

    /** @throws IOException if the certificate to trust cannot be read */
    void apply(HttpsURLConnection connection) throws IOException;

    /** Returns the trust in the authority whose certificate a file has, and in no other. */
    static Trust in(Path pem) {
        return connection -> {
            try (InputStream in = Files.newInputStream(pem)) {
                KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
                trusted.load(null, null);
                trusted.setCertificateEntry(
                        "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(trusted);
                connection.setSSLSocketFactory(
                        context(factory.getTrustManagers()).getSocketFactory());
            } catch (GeneralSecurityException e) {
                throw new IOException(pem + " has no certificate in PEM", e);
            }
        };
    }

    private static SSLContext context(TrustManager... managers) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("This JVM has no TLS", e);
        }
    }

    /** Trusts every server. */
    final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("This is a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever it is: nothing secret is said to it.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.internal.text.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

/** Decides which servers a TLS connection trusts. */
interface ServerTrust {
    /** The maximum size of the file of an authority. */
    int MAX_BYTES = 1 << 20;

    /** Trusts the servers that this JVM trusts. */
    ServerTrust JVM_DEFAULT = connection -> {};

    /** Trusts every server. Use it only for requests without secrets. */
    ServerTrust ANY_SERVER = connection -> {
        connection.setSSLSocketFactory(context(new TrustAllManager()).getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
    };

    /**
     * Applies this trust to a connection.
     *
     * @throws IOException if the certificate to trust cannot be read
     */
    void apply(HttpsURLConnection connection) throws IOException;

    /** Trusts only the authority whose certificate is in the file. */
    static ServerTrust onlyAuthority(Path pem) {
        return connection -> {
            try (InputStream in = new ByteArrayInputStream(read(pem))) {
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
                throw new IOException(pem + " does not contain a PEM certificate", e);
            }
        };
    }

    private static byte[] read(Path pem) throws IOException {
        try {
            return SmallFile.read(pem, MAX_BYTES);
        } catch (IOException e) {
            throw new IOException("Cannot read " + pem + ": " + e.getMessage(), e);
        }
    }

    private static SSLContext context(TrustManager... managers) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("This JVM does not support TLS", e);
        }
    }

    /** Trusts every server. */
    final class TrustAllManager implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("Only a client uses this class");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Accepts every server, because the request contains no secret.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

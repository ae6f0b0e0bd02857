package io.github.smtpfake.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate that makes a client trust a server, in the forms that common clients use. Immutable.
 *
 * @param authority the certificate that the client must trust
 */
public record TlsTrust(X509Certificate authority) {
    private static final String ALIAS = "smtp-fake";

    /** Creates trust in a certificate. */
    public TlsTrust {
        requireNonNull(authority, "authority");
    }

    /** Returns a new context that trusts this server and no other. */
    public SSLContext sslContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keyStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS is missing, which every Java platform must support", e);
        }
    }

    /** Returns the certificate in PEM format, for clients such as {@code curl --cacert}. */
    public String pem() {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate cannot be encoded", e);
        }
    }

    /**
     * Writes the certificate to a file in PEM format.
     *
     * @throws IOException if the file cannot be written
     */
    public void writePem(Path file) throws IOException {
        Files.writeString(requireNonNull(file, "file"), pem(), StandardCharsets.US_ASCII);
    }

    /**
     * Writes the certificate to a PKCS#12 trust store, for {@code -Djavax.net.ssl.trustStore}.
     *
     * @throws IOException if the file cannot be written
     */
    public void writePkcs12(Path file, String password) throws IOException {
        requireNonNull(file, "file");
        requireNonNull(password, "password");
        try (OutputStream out = Files.newOutputStream(file)) {
            keyStore().store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PKCS#12 is missing, which every Java platform must support", e);
        }
    }

    private KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, authority);
        return store;
    }

    /** Returns the subject of the certificate. */
    @Override
    public String toString() {
        return "trust in " + authority.getSubjectX500Principal().getName();
    }
}

package io.github.smtpfake.client;

import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.store.StoreUnavailableException;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Reads the certificate that a server hands out. */
final class ServerTrust {
    private static final String PATH = "/api/ca.pem";

    private ServerTrust() {}

    /** Returns the trust that a server hands out over a connection that is already trusted. */
    static TlsTrust read(Transport transport) {
        byte[] pem = transport
                .bytes(PATH)
                .orElseThrow(() -> new StoreUnavailableException(
                        "The server at " + transport.base() + " hands out no certificate", null));
        try {
            return new TlsTrust((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        } catch (CertificateException e) {
            throw new StoreUnavailableException(
                    "The server at " + transport.base() + " hands out a certificate that is not valid", e);
        }
    }

    /** Returns the trust that a server hands out, without verifying the server. The request contains no secret. */
    static TlsTrust readUnverified(URI base) {
        try (Transport transport = new Transport(base, Optional.empty(), acceptingAll())) {
            return read(transport);
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(
                    e.reason()
                            + " Without a trusted certificate, the client sends no login: build it with httpTrust(..).",
                    e);
        }
    }

    /**
     * Returns whether the certificate of the server is of an authority that the JVM trusts, even if it has expired or is for another
     * host. The request contains no secret.
     */
    static boolean isTrustedByJvm(URI base) {
        try (Transport transport = new Transport(base, Optional.empty(), null)) {
            transport.bytes(PATH);
            return true;
        } catch (StoreUnavailableException e) {
            return !isOfUnknownAuthority(e);
        }
    }

    private static boolean isOfUnknownAuthority(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A JVM without any authorities reports the latter.
            if (cause instanceof CertPathBuilderException || cause instanceof InvalidAlgorithmParameterException) {
                return true;
            }
        }
        return false;
    }

    private static SSLContext acceptingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AcceptingAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is missing, which every Java platform must support", e);
        }
    }

    /** Accepts every server. */
    private static final class AcceptingAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new IllegalStateException("Only a client uses this class");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new IllegalStateException("Only a client uses this class");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("Only a client uses this class");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Accepts every server, because the request contains no secret.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Accepts every server, because the request contains no secret.
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

package io.github.smtpfake.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Reads keys and certificates out of the files that users have. */
final class TlsFiles {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    private TlsFiles() {}

    static TlsMaterial readPkcs12(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password.toCharArray());
                if (key instanceof PrivateKey privateKey) {
                    return material(privateKey, List.of(store.getCertificateChain(alias)));
                }
            }
            throw new IllegalArgumentException(file + " has no private key");
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    static TlsMaterial readPem(Path chain, Path privateKey) {
        List<? extends Certificate> certificates = certificates(chain);
        try {
            String text = Files.readString(privateKey, StandardCharsets.US_ASCII);
            int begin = text.indexOf(KEY_BEGIN);
            int end = text.indexOf(KEY_END);
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException(privateKey + " has no \"" + KEY_BEGIN
                        + "\". Convert another kind of key by: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
            String algorithm = certificates.get(0).getPublicKey().getAlgorithm();
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return material(key, certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(privateKey, e);
        }
    }

    private static List<? extends Certificate> certificates(Path file) {
        try {
            byte[] pem = Files.readAllBytes(file);
            List<? extends Certificate> certificates = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(file + " has no certificate");
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    private static TlsMaterial material(PrivateKey key, List<? extends Certificate> certificates) {
        List<X509Certificate> chain = certificates.stream()
                .flatMap(certificate -> certificate instanceof X509Certificate x509 ? Stream.of(x509) : Stream.empty())
                .toList();
        return new TlsMaterial(key, chain, chain.get(chain.size() - 1));
    }

    private static IllegalArgumentException unreadable(Path file, Exception cause) {
        return new IllegalArgumentException("Cannot read key or certificate from " + file + ": " + cause, cause);
    }
}

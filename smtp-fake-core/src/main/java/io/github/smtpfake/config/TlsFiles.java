package io.github.smtpfake.config;

import io.github.smtpfake.internal.text.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads keys and certificates from files. */
final class TlsFiles {
    private static final int MAX_BYTES = 1 << 20;
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final String HOW_TO_CONVERT =
            "Convert another kind of key with: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem";
    private static final String HOW_TO_MAKE_PKCS12 =
            "Create one with: openssl pkcs12 -export -in certificate.pem -inkey key.pem -out server.p12";

    private TlsFiles() {}

    static TlsIdentity readPkcs12(Path file, String password) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(read(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password.toCharArray());
                if (key instanceof PrivateKey privateKey) {
                    return identity(privateKey, file, store.getCertificateChain(alias), file);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw e.getCause() instanceof UnrecoverableKeyException || e instanceof UnrecoverableKeyException
                    ? new IllegalArgumentException("The password does not open " + file, e)
                    : new IllegalArgumentException(file + " is not a PKCS#12 file. " + HOW_TO_MAKE_PKCS12, e);
        }
        throw new IllegalArgumentException(file + " contains no private key with a certificate. " + HOW_TO_MAKE_PKCS12);
    }

    static TlsIdentity readPem(Path chain, Path privateKey) {
        Certificate[] certificates = certificates(chain);
        String algorithm = certificates[0].getPublicKey().getAlgorithm();
        return identity(privateKey(privateKey, algorithm), privateKey, certificates, chain);
    }

    private static PrivateKey privateKey(Path file, String algorithm) {
        String text = new String(read(file), StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException(file + " contains no \"" + KEY_BEGIN + "\". " + HOW_TO_CONVERT);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " contains no " + algorithm + " key, which the certificate needs. " + HOW_TO_CONVERT, e);
        }
    }

    private static Certificate[] certificates(Path file) {
        try {
            Certificate[] certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read(file)))
                    .toArray(new Certificate[0]);
            if (certificates.length > 0) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw noCertificate(file, e);
        }
        throw noCertificate(file, null);
    }

    private static IllegalArgumentException noCertificate(Path file, @Nullable CertificateException cause) {
        return new IllegalArgumentException(
                file + " must contain certificates between \"-----BEGIN CERTIFICATE-----\" and"
                        + " \"-----END CERTIFICATE-----\", and nothing else",
                cause);
    }

    private static TlsIdentity identity(PrivateKey key, Path keyFile, Certificate[] certificates, Path chainFile) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        if (!belongTogether(key, chain.get(0).getPublicKey())) {
            throw new IllegalArgumentException(
                    "The key in " + keyFile + " does not belong to the first certificate in " + chainFile);
        }
        return new TlsIdentity(key, chain, chain.get(chain.size() - 1));
    }

    /** Returns whether the keys are a pair. Otherwise every handshake would fail without a reason that helps. */
    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> privateKey.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(publicKey.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(publicKey.getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key must be of type RSA, EC or EdDSA, not " + algorithm, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return SmallFile.read(file, MAX_BYTES);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": permission denied", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}

package io.github.smtpfake.internal.smtp.tls;

import io.github.smtpfake.config.TlsIdentity;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A certificate authority that issues certificates for this machine (RFC 5280), with keys on the P-256 curve. */
public final class CertificateAuthority {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] SUBJECT_KEY_IDENTIFIER = Der.oid(2, 5, 29, 14);
    private static final byte[] KEY_USAGE = Der.oid(2, 5, 29, 15);
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = Der.oid(2, 5, 29, 17);
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);
    private static final byte[] AUTHORITY_KEY_IDENTIFIER = Der.oid(2, 5, 29, 35);
    private static final byte[] EXTENDED_KEY_USAGE = Der.oid(2, 5, 29, 37);
    private static final byte[] SERVER_AUTH = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);

    private static final String AUTHORITY = "smtp-fake test authority";
    /** Browsers and operating systems accept at most 398. */
    private static final int VALID_DAYS = 390;

    private static final String ANOTHER_HOST = "wrong-host.invalid";

    private final SecureRandom random = new SecureRandom();
    private final ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    private final KeyPair authority;
    private final byte[] authorityKeyId;
    private final X509Certificate authorityCertificate;

    private CertificateAuthority() throws GeneralSecurityException {
        authority = newKeys();
        authorityKeyId = keyId(authority.getPublic());
        // RFC 5280, 4.2.1.3: keyCertSign and cRLSign are bits 5 and 6, digitalSignature is bit 0.
        authorityCertificate = certificate(
                AUTHORITY,
                authority.getPublic(),
                now.plusDays(VALID_DAYS),
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.bool(true), Der.integer(BigInteger.ZERO))),
                critical(KEY_USAGE, Der.bitString(1, new byte[] {0b0000_0110})),
                extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(authorityKeyId)));
    }

    /** Creates a new authority and a certificate of it for this machine and the given host names and addresses. */
    public static TlsIdentity create(List<String> hosts) {
        return withNewAuthority().forHosts(hosts);
    }

    /** Creates a new authority. */
    static CertificateAuthority withNewAuthority() {
        try {
            return new CertificateAuthority();
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(GeneralSecurityException e) {
        return new IllegalStateException("Every Java platform supports elliptic curves and X.509", e);
    }

    /** Issues a certificate for localhost, the loopback addresses, this machine's name and the given names and addresses. */
    TlsIdentity forHosts(List<String> hosts) {
        return make("localhost", withThisMachine(hosts), now.plusDays(VALID_DAYS));
    }

    /** Issues a certificate for the same names that expired an hour ago. */
    TlsIdentity expired(List<String> hosts) {
        return make("localhost", withThisMachine(hosts), now.minusHours(1));
    }

    /** Issues a certificate for a host that cannot exist. */
    TlsIdentity forAnotherHost() {
        return make(ANOTHER_HOST, Set.of(ANOTHER_HOST), now.plusDays(VALID_DAYS));
    }

    private static Set<String> withThisMachine(List<String> hosts) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        MachineName.find().ifPresent(names::add);
        names.addAll(hosts);
        return names;
    }

    private TlsIdentity make(String subject, Set<String> names, ZonedDateTime end) {
        try {
            KeyPair leaf = newKeys();
            X509Certificate leafCertificate = certificate(
                    subject,
                    leaf.getPublic(),
                    end,
                    critical(BASIC_CONSTRAINTS, Der.sequence()),
                    critical(KEY_USAGE, Der.bitString(7, new byte[] {(byte) 0b1000_0000})),
                    extension(EXTENDED_KEY_USAGE, Der.sequence(SERVER_AUTH)),
                    extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(keyId(leaf.getPublic()))),
                    extension(AUTHORITY_KEY_IDENTIFIER, Der.sequence(Der.implicit(0, authorityKeyId))),
                    extension(SUBJECT_ALTERNATIVE_NAME, alternativeNames(names)));
            return new TlsIdentity(leaf.getPrivate(), List.of(leafCertificate), authorityCertificate);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(String subject, PublicKey key, ZonedDateTime end, byte[]... extensions)
            throws GeneralSecurityException {
        byte[] toBeSigned = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(126, random).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name(AUTHORITY),
                Der.sequence(Der.utcTime(now.minusDays(1)), Der.utcTime(end)),
                name(subject),
                key.getEncoded(),
                Der.explicit(3, Der.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority.getPrivate(), random);
        signature.update(toBeSigned);
        byte[] encoded = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bitString(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8String(commonName))));
    }

    private static byte[] extension(byte[] oid, byte[] value) {
        return Der.sequence(oid, Der.octetString(value));
    }

    private static byte[] critical(byte[] oid, byte[] value) {
        return Der.sequence(oid, Der.bool(true), Der.octetString(value));
    }

    /** RFC 5280, 4.2.1.2 allows any unique value; this is the hash of the whole key. */
    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }

    private static byte[] alternativeNames(Set<String> names) {
        List<byte[]> encoded = new ArrayList<>();
        for (String name : names) {
            encoded.add(AlternativeName.encode(name));
        }
        return Der.sequence(encoded.toArray(new byte[0][]));
    }
}

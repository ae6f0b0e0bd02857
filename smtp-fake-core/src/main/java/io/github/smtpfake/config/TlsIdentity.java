package io.github.smtpfake.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The key and the certificates that a server presents in a TLS handshake, and the certificate that a client must trust.
 * Immutable.
 *
 * @param privateKey the private key of the first certificate in the chain
 * @param chain the server's certificate, followed by the intermediate certificates
 * @param authority the certificate that a client must trust
 */
public record TlsIdentity(PrivateKey privateKey, List<X509Certificate> chain, X509Certificate authority) {

    /**
     * Creates an identity with a copy of the chain.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    public TlsIdentity {
        requireNonNull(privateKey, "privateKey");
        chain = List.copyOf(requireNonNull(chain, "chain"));
        requireNonNull(authority, "authority");
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain must contain the server's certificate");
        }
    }

    /**
     * Reads the first key of a PKCS#12 file and its certificates. A client must trust the last certificate. The file
     * must be a regular file, or an open pipe such as {@code /dev/fd/63}, of at most 1 MiB.
     *
     * @throws IllegalArgumentException if the file cannot be read or contains no key, or if the password is wrong; the
     *     message names the file
     */
    public static TlsIdentity fromPkcs12(Path file, String password) {
        return TlsFiles.readPkcs12(requireNonNull(file, "file"), requireNonNull(password, "password"));
    }

    /**
     * Reads a private key and its certificates from PEM files. A client must trust the last certificate. Each must be a
     * regular file, or an open pipe such as {@code /dev/fd/63}, of at most 1 MiB.
     *
     * @param chain the server's certificate, followed by the certificates up to the trusted one
     * @param privateKey the private key of the first certificate, as unencrypted PKCS#8 ({@code BEGIN PRIVATE KEY})
     * @throws IllegalArgumentException if a file cannot be read or has other content; the message names the file
     */
    public static TlsIdentity fromPem(Path chain, Path privateKey) {
        return TlsFiles.readPem(requireNonNull(chain, "chain"), requireNonNull(privateKey, "privateKey"));
    }

    /** Returns the certificate that makes a client trust a server with this identity. */
    public TlsTrust trust() {
        return new TlsTrust(authority);
    }

    /** Returns the subject of the certificate, never the key. */
    @Override
    public String toString() {
        return "certificate of " + chain.get(0).getSubjectX500Principal().getName();
    }
}

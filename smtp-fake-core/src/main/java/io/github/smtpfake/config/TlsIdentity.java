package io.github.smtpfake.config;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server presents in a TLS handshake, and what a client has to trust. Immutable.
 *
 * @param privateKey the key of the first certificate
 * @param chain the server's certificate and those between it and the trusted one, in this order
 * @param authority the certificate that a client has to trust
 */
public record TlsIdentity(PrivateKey privateKey, List<X509Certificate> chain, X509Certificate authority) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain must have the server's certificate");
        }
    }

    /**
     * Reads the only, or first, key of a PKCS#12 file and its certificates; the last of these is what a client trusts.
     *
     * @throws IllegalArgumentException if the file cannot be read, or has no key; the message names the file
     */
    public static TlsIdentity fromPkcs12(Path file, String password) {
        return TlsFiles.readPkcs12(file, password);
    }

    /**
     * Reads PEM files; the last certificate is what a client trusts.
     *
     * @param chain the server's certificate, followed by those that lead to the trusted one
     * @param privateKey the key of the first certificate, as unencrypted PKCS#8 ({@code BEGIN PRIVATE KEY})
     * @throws IllegalArgumentException if a file cannot be read or has something else; the message names the file
     */
    public static TlsIdentity fromPem(Path chain, Path privateKey) {
        return TlsFiles.readPem(chain, privateKey);
    }

    /** Returns what a client needs to trust this. */
    public TlsTrust trust() {
        return new TlsTrust(authority);
    }

    /** Returns whom the certificate is for; never the key. */
    @Override
    public String toString() {
        return "certificate of " + chain.get(0).getSubjectX500Principal().getName();
    }
}

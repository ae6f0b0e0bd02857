package io.github.smtpfake.session;

import java.util.Objects;

/**
 * How a session is encrypted. Immutable.
 *
 * @param protocol the protocol, such as {@code TLSv1.3}
 * @param cipher the cipher suite, such as {@code TLS_AES_256_GCM_SHA384}
 */
public record TlsInfo(String protocol, String cipher) {

    /** Checks that nothing is null. */
    public TlsInfo {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cipher, "cipher");
    }
}

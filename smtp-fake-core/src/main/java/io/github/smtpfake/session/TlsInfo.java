package io.github.smtpfake.session;

/**
 * How a session was encrypted.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipher the cipher suite, such as {@code TLS_AES_256_GCM_SHA384}
 */
public record TlsInfo(String protocol, String cipher) {}

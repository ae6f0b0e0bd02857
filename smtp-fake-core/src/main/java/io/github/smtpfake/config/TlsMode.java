package io.github.smtpfake.config;

/** How the main port of a server uses TLS. A port that {@code smtpsPort} adds uses implicit TLS in every mode. */
public enum TlsMode {
    /** Never encrypts: the server neither offers nor accepts STARTTLS. */
    OFF,
    /** Offers STARTTLS (RFC 3207); clients may also stay in plain text. */
    STARTTLS,
    /** Requires STARTTLS: before it, the server rejects all commands but EHLO, HELO, NOOP and QUIT with 530. */
    STARTTLS_REQUIRED,
    /** Uses implicit TLS: the TLS handshake precedes the greeting (RFC 8314, section 3.3). */
    IMPLICIT
}

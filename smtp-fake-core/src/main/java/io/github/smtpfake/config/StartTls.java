package io.github.smtpfake.config;

/** Whether a server lets its clients change to TLS on the plain port (RFC 3207). */
public enum StartTls {
    /** STARTTLS is neither offered nor understood. */
    OFF,
    /** A client may use it. */
    OFFERED,
    /** A client must use it before anything else: other commands get 530. */
    REQUIRED
}

package io.github.smtpfake.internal.smtp.server;

/** The encryption of connections to a port when they begin. */
public enum Port {
    /** In plain text, with STARTTLS if it is offered. */
    PLAIN,
    /** With implicit TLS (RFC 8314, 3.3). */
    ENCRYPTED
}

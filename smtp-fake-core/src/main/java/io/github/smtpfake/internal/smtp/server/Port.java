package io.github.smtpfake.internal.smtp.server;

/** How a port is spoken to. */
public enum Port {
    /** In the clear, with STARTTLS where it is offered. */
    PLAIN,
    /** Encrypted from the first octet (RFC 8314, 3.3). */
    ENCRYPTED
}

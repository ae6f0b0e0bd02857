package io.github.smtpfake.internal.smtp.server;

/** Whether connections to a port are encrypted from the start. */
public enum Port {
    /** In plain text, with STARTTLS if it is offered. */
    PLAIN,
    /** With implicit TLS (RFC 8314, 3.3). */
    ENCRYPTED
}

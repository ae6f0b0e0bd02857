package io.github.smtpfake.internal.smtp.wire;

/** The line that ends a message. */
public enum EndOfData {
    /** Only CRLF.CRLF, as RFC 5321, 4.1.1.4 demands. */
    CRLF,
    /** LF.LF as long as no line of the message has ended with CRLF, and CRLF.CRLF from then on. */
    LF_BEFORE_ANY_CRLF
}

package io.github.smtpfake.internal.smtp.wire;

/** What ends the text of a message. */
public enum EndOfData {
    /** CRLF.CRLF alone, as RFC 5321, 4.1.1.4 has it. */
    CRLF,
    /** LF.LF, as long as no line of the text has ended with CRLF, and CRLF.CRLF from then on. */
    LF_BEFORE_ANY_CRLF
}

package io.github.smtpfake.internal.smtp.protocol;

/** What a server takes only where it was told so, against the RFCs, for the sake of sessions typed by hand. */
public enum Leniency {
    /** MAIL without EHLO or HELO before it. */
    MAIL_BEFORE_EHLO,
    /** A text whose lines, the last one too, end with LF alone. */
    LF_ENDS_DATA
}

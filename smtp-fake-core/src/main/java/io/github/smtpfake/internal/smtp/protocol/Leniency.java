package io.github.smtpfake.internal.smtp.protocol;

/** Violations of RFCs that a server accepts if it is configured to, for sessions typed by hand. */
public enum Leniency {
    /** MAIL without EHLO or HELO before it. */
    MAIL_BEFORE_EHLO,
    /** A message in DATA whose lines, including the last one, end with LF alone. */
    LF_ENDS_DATA
}

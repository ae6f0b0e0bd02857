package io.github.smtpfake.internal.smtp.protocol;

/** Violations of RFCs that a server accepts if it is configured to, for sessions typed by hand and for old clients. */
public enum Leniency {
    /** MAIL without EHLO or HELO before it. */
    MAIL_BEFORE_EHLO,
    /** A message in DATA whose lines, including the last one, end with LF alone. */
    LF_ENDS_DATA,
    /** The address of MAIL or RCPT without angle brackets. */
    UNBRACKETED_PATHS,
    /** A parameter of MAIL or RCPT that no offered extension defines. */
    UNKNOWN_PARAMETERS,
    /** Base64 in AUTH without its padding. */
    UNPADDED_BASE64
}

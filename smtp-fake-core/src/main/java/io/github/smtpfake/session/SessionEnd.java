package io.github.smtpfake.session;

/** How an SMTP session ended. */
public enum SessionEnd {
    /** The client said QUIT. */
    QUIT,
    /** The client closed the connection, or it broke, without QUIT. */
    DISCONNECTED,
    /** The client was silent, or took nothing of what it was sent, for too long. */
    TIMEOUT,
    /** The server ended it with 421: too many connections or bad commands, or a client that spoke HTTP. */
    REJECTED,
    /** The server broke it off because a rule said so. */
    ABORTED_BY_RULE,
    /** No TLS handshake came about. */
    TLS_FAILED,
    /** The server was stopped. */
    STOPPED
}

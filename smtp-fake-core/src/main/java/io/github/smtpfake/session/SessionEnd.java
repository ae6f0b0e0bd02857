package io.github.smtpfake.session;

/** How an SMTP session ended. */
public enum SessionEnd {
    /** The client sent QUIT. */
    QUIT("ended with QUIT"),
    /** The client closed the connection without QUIT, or the connection broke. */
    DISCONNECTED("disconnected without QUIT"),
    /** The client sent nothing, or read none of the server's replies, for too long. */
    TIMEOUT("timed out"),
    /** The server ended the session with 421: too many connections, too many bad commands, or a client that spoke HTTP. */
    REJECTED("was rejected by the server"),
    /**
     * The server ended the session with 421, because all connections were in use, another client connected, and this
     * one had neither sent nor read anything for longest.
     */
    DISPLACED("was closed to make room for another client"),
    /** A rule ended the session. */
    ABORTED_BY_RULE("was aborted by a rule"),
    /** The TLS handshake failed. */
    TLS_FAILED("ended because TLS failed"),
    /** The server was stopped. */
    STOPPED("ended because the server stopped");

    private final String clause;

    SessionEnd(String clause) {
        this.clause = clause;
    }

    /** Returns what a session with this end did, as it reads after "a session that". */
    String clause() {
        return clause;
    }
}

package io.github.smtpfake.rules;

/** A reason for a TLS handshake to fail. */
public enum TlsFault {
    /** The certificate expired an hour ago. */
    EXPIRED("expired"),
    /** The certificate is valid for {@code wrong-host.invalid} only. */
    WRONG_HOST("wrongHost"),
    /** The certificate was issued by an unknown authority. */
    UNTRUSTED("untrusted"),
    /** The server aborts the handshake with an alert. */
    HANDSHAKE_FAILURE("handshakeFailure");

    private final String jsonName;

    TlsFault(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Returns the name of the fault in JSON. */
    public String jsonName() {
        return jsonName;
    }
}

package io.github.smtpfake.rules;

/** What is wrong with a TLS handshake. */
public enum TlsFault {
    /** The certificate ended an hour ago. */
    EXPIRED("expired"),
    /** The certificate is for {@code wrong-host.invalid} alone. */
    WRONG_HOST("wrongHost"),
    /** The certificate is of an authority that nobody knows. */
    UNTRUSTED("untrusted"),
    /** The server ends the handshake with an alert. */
    HANDSHAKE_FAILURE("handshakeFailure");

    private final String jsonName;

    TlsFault(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Returns how the fault is called in JSON. */
    public String jsonName() {
        return jsonName;
    }
}

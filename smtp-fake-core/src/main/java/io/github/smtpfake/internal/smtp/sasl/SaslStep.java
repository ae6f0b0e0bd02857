package io.github.smtpfake.internal.smtp.sasl;

/** What follows a response of the client. */
public sealed interface SaslStep {

    /** The client has to answer this; empty where only its turn is due. */
    record Challenge(byte[] octets) implements SaslStep {}

    /** The client is who it says. */
    record Success(String user) implements SaslStep {}

    /** The credentials are well formed, and wrong. */
    record Failure() implements SaslStep {}
}

package io.github.smtpfake.internal.smtp.sasl;

/** The server's reaction to a response of the client. */
public sealed interface SaslStep {

    /** A challenge for the client, which may be empty. */
    record Challenge(byte[] bytes) implements SaslStep {}

    /** The credentials are valid. */
    record Success(String user) implements SaslStep {}

    /** The credentials are well-formed but wrong. */
    record Failure() implements SaslStep {}
}

package io.github.smtpfake.internal.smtp.sasl;

/** The server's reaction to a response of the client. */
public sealed interface SaslStep {

    /** The client must respond to this; it may be empty. */
    record Challenge(byte[] bytes) implements SaslStep {}

    /** The credentials are valid. */
    record Success(String user) implements SaslStep {}

    /** The credentials are well-formed but wrong. */
    record Failure() implements SaslStep {}
}

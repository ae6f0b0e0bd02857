package io.github.smtpfake.internal.smtp.sasl;

import java.util.Optional;

/** The server's reaction to a response of the client. */
public sealed interface SaslStep {

    /** A challenge for the client, which may be empty. */
    record Challenge(byte[] bytes) implements SaslStep {}

    /** The credentials are valid. */
    record Success(String user) implements SaslStep {}

    /** The server is too busy to check the credentials. */
    record Busy() implements SaslStep {}

    /**
     * The credentials are well-formed but wrong. The client must not learn the reason.
     *
     * @param users the user whose password is wrong. If the server does not know the user, the users that it knows: the name
     *     that the client sent may be a password in the wrong place
     */
    record Failure(Reason reason, Optional<String> users) implements SaslStep {
        Failure(Reason reason) {
            this(reason, Optional.empty());
        }
    }

    /** Why credentials are wrong. */
    enum Reason {
        /** The server knows no such user. */
        UNKNOWN_USER,
        /** The server knows the user, who has another password or token. */
        WRONG_PASSWORD,
        /** The client named no user, and the token belongs to none. */
        UNKNOWN_TOKEN,
        /** The client violated the protocol of the mechanism. */
        INVALID_EXCHANGE
    }
}

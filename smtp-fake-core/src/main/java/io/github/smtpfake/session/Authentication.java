package io.github.smtpfake.session;

import java.util.Objects;

/**
 * The user that a client logged in as with AUTH, and the mechanism. The password is not kept. Immutable.
 *
 * @param user the user name; empty if OAUTHBEARER sent only a token and the server accepts any user
 * @param mechanism the SASL mechanism, such as {@code PLAIN}; empty if the message was imported from another server
 */
public record Authentication(String user, String mechanism) {

    /** Checks that nothing is null. */
    public Authentication {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(mechanism, "mechanism");
    }
}

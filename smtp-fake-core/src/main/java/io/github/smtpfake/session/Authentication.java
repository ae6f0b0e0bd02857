package io.github.smtpfake.session;

import java.util.Objects;

/**
 * As whom a client logged in with AUTH, and how. The password is not kept. Immutable.
 *
 * @param user the user name; empty if OAUTHBEARER sent only a token and the server accepts any user
 * @param mechanism the SASL mechanism, such as {@code PLAIN}
 */
public record Authentication(String user, String mechanism) {

    /** Checks that nothing is null. */
    public Authentication {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(mechanism, "mechanism");
    }
}

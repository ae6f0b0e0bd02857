package io.github.smtpfake.internal.smtp.sasl;

import io.github.smtpfake.internal.text.Ascii;
import java.util.Optional;

/** The supported mechanisms, in the order in which the server offers them. */
public enum Mechanism {
    PLAIN("PLAIN"),
    LOGIN("LOGIN"),
    CRAM_MD5("CRAM-MD5"),
    SCRAM_SHA_256("SCRAM-SHA-256"),
    XOAUTH2("XOAUTH2"),
    OAUTHBEARER("OAUTHBEARER");

    private final String saslName;

    Mechanism(String saslName) {
        this.saslName = saslName;
    }

    /** Returns the name that the AUTH command uses. */
    public String saslName() {
        return saslName;
    }

    /** Returns the mechanism with the given name, ignoring case, if it is offered to these users. */
    public static Optional<Mechanism> of(String name, Credentials users) {
        String wanted = Ascii.upperCase(name);
        for (Mechanism mechanism : values()) {
            if (mechanism.saslName.equals(wanted) && mechanism.isOfferedTo(users)) {
                return Optional.of(mechanism);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether the mechanism is offered. SCRAM is not offered if the server accepts any password, because the
     * server must prove that it knows the password. If the server can only recognize passwords, the client must send them.
     */
    public boolean isOfferedTo(Credentials users) {
        return switch (this) {
            case PLAIN, LOGIN -> true;
            case CRAM_MD5, XOAUTH2, OAUTHBEARER -> users.areKnown();
            case SCRAM_SHA_256 -> users.areKnown() && !users.acceptAny();
        };
    }

    /**
     * Returns a new exchange.
     *
     * @param hostName the name by which the server introduces itself
     */
    public SaslExchange exchange(Credentials users, String hostName) {
        return switch (this) {
            case PLAIN -> new Plain(users);
            case LOGIN -> new Login(users);
            case CRAM_MD5 -> new CramMd5(users, hostName);
            case SCRAM_SHA_256 -> new ScramSha256(users);
            case XOAUTH2 -> new Bearer(users, Bearer.Form.XOAUTH2);
            case OAUTHBEARER -> new Bearer(users, Bearer.Form.OAUTHBEARER);
        };
    }
}

package io.github.smtpfake.internal.smtp.sasl;

import io.github.smtpfake.config.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides which credentials the server accepts. */
public final class Credentials {
    private static final int SHOWN = 3;

    private final Map<String, String> passwords;

    private Credentials(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /** Returns the credentials that the server accepts for these users. */
    public static Credentials of(Users users) {
        return new Credentials(users.passwords());
    }

    /** Returns whether the server accepts any credentials. */
    public boolean acceptAny() {
        return passwords.isEmpty();
    }

    /** Returns a name and a password that the server accepts: those of the first fixed user, or arbitrary ones. */
    public Map.Entry<String, String> example() {
        return acceptAny()
                ? Map.entry("user", "password")
                : passwords.entrySet().iterator().next();
    }

    /** Returns the password of a fixed user. */
    Optional<String> password(String name) {
        return Optional.ofNullable(passwords.get(name));
    }

    /** Returns whether the user may log in with this password, in the same time for unknown and known names. */
    boolean accept(String name, String password) {
        if (acceptAny()) {
            return true;
        }
        String expected = passwords.get(name);
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        boolean same =
                MessageDigest.isEqual(given, expected == null ? given : expected.getBytes(StandardCharsets.UTF_8));
        return same && expected != null;
    }

    /** Returns the failure of a user whose password, or proof of it, is not accepted. */
    SaslStep.Failure failure(String name) {
        return passwords.containsKey(name)
                ? new SaslStep.Failure(SaslStep.Reason.WRONG_PASSWORD, Optional.of(name))
                : new SaslStep.Failure(SaslStep.Reason.UNKNOWN_USER, Optional.of(names()));
    }

    /** Returns the names of the first fixed users, as a sentence lists them. */
    private String names() {
        int more = passwords.size() - SHOWN;
        String first = passwords.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "));
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /**
     * Returns the fixed user to whom a token belongs, the first of several. OAUTHBEARER may leave out the name (RFC
     * 7628, section 3.1).
     */
    Optional<String> ownerOf(String token) {
        Optional<String> owner = Optional.empty();
        // Compares with all users, so that the time does not reveal who matched.
        for (String name : passwords.keySet()) {
            if (accept(name, token) && owner.isEmpty()) {
                owner = Optional.of(name);
            }
        }
        return owner;
    }
}

package io.github.smtpfake.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The users that may log in with AUTH (RFC 4954): anyone with well-formed credentials, or fixed users. Immutable. The
 * result of {@link #toString()} never contains a password.
 */
public final class Users {
    private static final Users ANY = new Users(Map.of());

    private final Map<String, String> passwords;

    private Users(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /** Returns a setting that lets anyone log in, with any name and any password or token. */
    public static Users any() {
        return ANY;
    }

    /**
     * Returns one fixed user.
     *
     * @param name the name, which must not be empty
     * @param password the password, or the token in XOAUTH2 and OAUTHBEARER
     * @throws IllegalArgumentException if the name is empty
     */
    public static Users of(String name, String password) {
        return ANY.and(name, password);
    }

    /**
     * Returns a copy with one more user, or with another password if the name is already present. Added to {@link
     * #any()}, the user becomes the only one that may log in.
     *
     * @param name the name, which must not be empty
     * @param password the password, or the token in XOAUTH2 and OAUTHBEARER
     * @throws IllegalArgumentException if the name is empty
     */
    public Users and(String name, String password) {
        requireNonNull(name, "name");
        requireNonNull(password, "password");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        Map<String, String> more = new LinkedHashMap<>(passwords);
        more.put(name, password);
        return new Users(Collections.unmodifiableMap(more));
    }

    /**
     * Returns the passwords of the fixed users by name, in the order in which they were added; empty for {@link
     * #any()}.
     */
    public Map<String, String> passwords() {
        return passwords;
    }

    /** Returns whether the object is a {@code Users} with the same names and passwords. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Users other && passwords.equals(other.passwords);
    }

    @Override
    public int hashCode() {
        return passwords.hashCode();
    }

    /** Returns the names of the users, never their passwords. */
    @Override
    public String toString() {
        return passwords.isEmpty() ? "any user" : "users " + passwords.keySet();
    }
}

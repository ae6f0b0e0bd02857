package io.github.smtpfake.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may log in with AUTH (RFC 4954): anyone with any well-formed credentials, or fixed users. Immutable; its text never
 * contains a password.
 */
public final class Users {
    private static final Users ANY = new Users(Map.of());

    private final Map<String, String> passwords;

    private Users(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /** Returns users that let anyone log in, with any name and any password or token. */
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
     * Returns these users and another one, or with another password if the name is already known. {@link #any()} becomes this
     * single user.
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

    /** Returns the passwords of the fixed users by name, in the order in which they were added; empty for {@link #any()}. */
    public Map<String, String> passwords() {
        return passwords;
    }

    /** Returns the names of the users, never their passwords. */
    @Override
    public String toString() {
        return passwords.isEmpty() ? "any user" : "users " + passwords.keySet();
    }
}

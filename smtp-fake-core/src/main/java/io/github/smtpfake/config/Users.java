package io.github.smtpfake.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may log in with AUTH (RFC 4954): anybody with any well-formed credentials, or fixed users. Immutable; its text has
 * no passwords.
 */
public final class Users {
    private static final Users ANY = new Users(Map.of());

    private final Map<String, String> passwords;

    private Users(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /** Returns the users of whom everyone is accepted, whatever the password or token. */
    public static Users any() {
        return ANY;
    }

    /**
     * Returns one fixed user.
     *
     * @param password the password, and for XOAUTH2 and OAUTHBEARER the token
     * @throws IllegalArgumentException if the name is empty
     */
    public static Users of(String name, String password) {
        return ANY.and(name, password);
    }

    /**
     * Returns these users and another one.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Users and(String name, String password) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of a user must not be empty");
        }
        Map<String, String> more = new LinkedHashMap<>(passwords);
        more.put(name, password);
        return new Users(more);
    }

    /** Returns whether everyone is accepted. */
    public boolean acceptAny() {
        return passwords.isEmpty();
    }

    /** Returns the password of a fixed user. */
    public Optional<String> password(String name) {
        return Optional.ofNullable(passwords.get(name));
    }

    /** Returns whether the user is accepted with this password; takes as long for a wrong name as for a right one. */
    public boolean accept(String name, String password) {
        if (acceptAny()) {
            return true;
        }
        String expected = passwords.get(name);
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        boolean same =
                MessageDigest.isEqual(given, expected == null ? given : expected.getBytes(StandardCharsets.UTF_8));
        return same && expected != null;
    }

    /**
     * Returns the fixed user whom a token names by itself, where OAUTHBEARER says no name (RFC 7628, section 3.1); of
     * several with that token the first.
     */
    public Optional<String> ownerOf(String token) {
        Optional<String> owner = Optional.empty();
        // All of them, so that the time says nothing.
        for (String name : passwords.keySet()) {
            if (accept(name, token) && owner.isEmpty()) {
                owner = Optional.of(name);
            }
        }
        return owner;
    }

    @Override
    public String toString() {
        return acceptAny() ? "any user" : "users " + passwords.keySet();
    }
}

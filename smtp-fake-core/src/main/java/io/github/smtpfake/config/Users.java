package io.github.smtpfake.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The users that may log in with AUTH (RFC 4954): anyone with well-formed credentials, or fixed users. Immutable. The
 * result of {@link #toString()} never contains a password.
 *
 * <p>If the password of any fixed user is known only to a predicate, the server offers PLAIN and LOGIN, because the client sends
 * the password itself only in these mechanisms. Otherwise it offers CRAM-MD5, SCRAM-SHA-256, XOAUTH2 and OAUTHBEARER, too.
 */
public final class Users {
    private static final Users ANY = new Users(Map.of(), Map.of());

    private final Map<String, String> passwords;
    private final Map<String, Predicate<String>> predicates;

    private Users(Map<String, String> passwords, Map<String, Predicate<String>> predicates) {
        this.passwords = passwords;
        this.predicates = predicates;
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
        requireNonNull(password, "password");
        return new Users(with(name, password, passwords), without(name, predicates));
    }

    /**
     * Returns a copy with one more user, whose password the server does not know, for instance because it has only a hash. A
     * user with the same name is replaced. Added to {@link #any()}, the user becomes the only one that may log in. If the
     * password of no user is known, {@code mailProperties()} of the server contains an empty one.
     *
     * <p>The server also calls the predicate of the first such user, and ignores the result, if a client sends the name of no such
     * user and a wrong password. Thus the time of the answer does not reveal which names exist.
     *
     * @param name the name, which must not be empty
     * @param password returns whether the user may log in with a password; called by several threads. It may throw {@link
     *     RejectedExecutionException} if it is too busy to check the password: the server then answers 454, so that the client
     *     tries again. It must not throw anything else.
     * @throws IllegalArgumentException if the name is empty
     */
    public Users andMatching(String name, Predicate<String> password) {
        requireNonNull(password, "password");
        return new Users(without(name, passwords), with(name, password, predicates));
    }

    private static <V> Map<String, V> with(String name, V value, Map<String, V> users) {
        Map<String, V> more = new LinkedHashMap<>(users);
        more.put(requireName(name), value);
        return Collections.unmodifiableMap(more);
    }

    private static <V> Map<String, V> without(String name, Map<String, V> users) {
        if (!users.containsKey(requireName(name))) {
            return users;
        }
        Map<String, V> fewer = new LinkedHashMap<>(users);
        fewer.remove(name);
        return Collections.unmodifiableMap(fewer);
    }

    private static String requireName(String name) {
        requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        return name;
    }

    /**
     * Returns the passwords of the fixed users by name, in the order in which they were added, except those that only a
     * predicate knows; empty for {@link #any()}.
     */
    public Map<String, String> passwords() {
        return passwords;
    }

    /** Returns the predicates of {@link #andMatching} by name, in the order in which they were added. */
    public Map<String, Predicate<String>> predicates() {
        return predicates;
    }

    /** Returns whether the object is a {@code Users} with the same names, passwords and predicates. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Users other
                && passwords.equals(other.passwords)
                && predicates.equals(other.predicates);
    }

    @Override
    public int hashCode() {
        return 31 * passwords.hashCode() + predicates.hashCode();
    }

    /** Returns the names of the users, never their passwords. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>(passwords.keySet());
        names.addAll(predicates.keySet());
        return names.isEmpty() ? "any user" : "users " + names;
    }
}

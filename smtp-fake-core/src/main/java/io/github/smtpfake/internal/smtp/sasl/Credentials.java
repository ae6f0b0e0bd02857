package io.github.smtpfake.internal.smtp.sasl;

import io.github.smtpfake.config.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which credentials the server accepts. */
public final class Credentials {
    private static final int SHOWN = 3;

    private final Map<String, String> passwords;
    private final Map<String, Predicate<String>> predicates;

    private Credentials(Users users) {
        this.passwords = users.passwords();
        this.predicates = users.predicates();
    }

    /** Returns the credentials that the server accepts for these users. */
    public static Credentials of(Users users) {
        return new Credentials(users);
    }

    /** Returns whether the server accepts any credentials. */
    public boolean acceptAny() {
        return passwords.isEmpty() && predicates.isEmpty();
    }

    /** Returns whether the server knows the password of every fixed user, and not only how to recognize it. */
    boolean areKnown() {
        return predicates.isEmpty();
    }

    /**
     * Returns a name and a password that the server accepts: those of the first fixed user whose password is known, or
     * arbitrary ones. The password is empty if none is known.
     */
    public Map.Entry<String, String> example() {
        if (acceptAny()) {
            return Map.entry("user", "password");
        }
        return passwords.isEmpty()
                ? Map.entry(predicates.keySet().iterator().next(), "")
                : passwords.entrySet().iterator().next();
    }

    /** Returns the known password of a fixed user. */
    Optional<String> password(String name) {
        return Optional.ofNullable(passwords.get(name));
    }

    /**
     * Returns what the server answers to a name and a password.
     *
     * @see #accept
     */
    SaslStep check(String name, String password) {
        try {
            return accept(name, password) ? new SaslStep.Success(name) : failure(name);
        } catch (RejectedExecutionException e) {
            return new SaslStep.Busy();
        }
    }

    /**
     * Returns whether the user may log in with this password. If it is wrong, and there are users with predicates, the check
     * calls one predicate, whether or not the user is known. Thus the time does not reveal which names are known, as long
     * as all predicates are equally fast; otherwise, unknown names look like the first user with a predicate.
     *
     * @throws RejectedExecutionException if a predicate throws it, because it is too busy to check the password
     */
    boolean accept(String name, String password) {
        if (acceptAny()) {
            return true;
        }
        Predicate<String> predicate = predicates.get(name);
        if (predicate != null) {
            return predicate.test(password);
        }
        String expected = passwords.get(name);
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        boolean same =
                MessageDigest.isEqual(given, expected == null ? given : expected.getBytes(StandardCharsets.UTF_8));
        if (same && expected != null) {
            return true;
        }
        if (!predicates.isEmpty()) {
            boolean unused = predicates.values().iterator().next().test(password);
        }
        return false;
    }

    /** Returns the failure of a user whose password, or proof of it, is not accepted. */
    SaslStep.Failure failure(String name) {
        return passwords.containsKey(name) || predicates.containsKey(name)
                ? new SaslStep.Failure(SaslStep.Reason.WRONG_PASSWORD, Optional.of(name))
                : new SaslStep.Failure(SaslStep.Reason.UNKNOWN_USER, Optional.of(names()));
    }

    /** Returns the names of the first fixed users, as a sentence lists them. */
    private String names() {
        int more = passwords.size() + predicates.size() - SHOWN;
        String first = Stream.concat(passwords.keySet().stream(), predicates.keySet().stream())
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
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

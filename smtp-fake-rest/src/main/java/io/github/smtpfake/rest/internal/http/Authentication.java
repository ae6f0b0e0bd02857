package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** Checks requests against the accepted credentials: tokens, and names with passwords. Immutable; reveals no secret. */
public final class Authentication {
    /** Accepts every request. */
    public static final Authentication NONE = new Authentication(List.of(), List.of());

    /** In the syntax of the {@code Authorization} header: {@code Basic …} or {@code Bearer …}. */
    private final List<byte[]> accepted;

    private final List<HashedUser> hashedUsers;

    /** A user whose password only a predicate recognizes. */
    private record HashedUser(String name, Predicate<String> password) {}

    private Authentication(List<byte[]> accepted, List<HashedUser> hashedUsers) {
        this.accepted = accepted;
        this.hashedUsers = hashedUsers;
    }

    /** Returns an authentication that also accepts this token (RFC 6750). */
    public Authentication orToken(String token) {
        return or("Bearer " + token);
    }

    /** Returns an authentication that also accepts this name and password (RFC 7617). */
    public Authentication orUser(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return or("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private Authentication or(String credentials) {
        List<byte[]> more = new ArrayList<>(accepted);
        more.add(credentials.getBytes(StandardCharsets.UTF_8));
        return new Authentication(more, hashedUsers);
    }

    /**
     * Returns an authentication that also accepts this name with each password that matches (RFC 7617).
     *
     * @param password returns whether a password is valid; called by several threads, and may be slow
     */
    public Authentication orMatching(String name, Predicate<String> password) {
        List<HashedUser> more = new ArrayList<>(hashedUsers);
        more.add(new HashedUser(name, password));
        return new Authentication(accepted, more);
    }

    /**
     * Checks the credentials of a request. The paths of health checks are open, because container engines have no credentials,
     * and the answers reveal nothing.
     *
     * @throws ProblemException with 401 if the request has no valid credentials
     */
    void check(Request request) {
        if (accepted.isEmpty() && hashedUsers.isEmpty() || request.isHealthCheck()) {
            return;
        }
        List<String> given = request.headers("Authorization");
        if (given.size() != 1 || !isAccepted(given.get(0))) {
            throw new ProblemException(
                    ProblemDetails.unauthorized(
                            "This server requires credentials. Send the token, or the name and password, of its --http-token or --http-user option in the Authorization header."));
        }
    }

    /** Compares with all credentials in constant time, so that the duration reveals nothing. */
    private boolean isAccepted(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return false;
        }
        // RFC 9110, section 11.1: the case of the scheme does not matter.
        String scheme = authorization.substring(0, space);
        String canonical =
                scheme.equalsIgnoreCase("basic") ? "Basic" : scheme.equalsIgnoreCase("bearer") ? "Bearer" : scheme;
        String parameter = authorization.substring(space).strip();
        byte[] given = (canonical + " " + parameter).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (byte[] credentials : accepted) {
            found |= MessageDigest.isEqual(credentials, given);
        }
        return found || canonical.equals("Basic") && !hashedUsers.isEmpty() && isHashedUser(parameter);
    }

    private boolean isHashedUser(String base64) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        int colon = pair.indexOf(':');
        for (HashedUser user : hashedUsers) {
            if (colon == user.name().length()
                    && pair.startsWith(user.name())
                    && user.password().test(pair.substring(colon + 1))) {
                return true;
            }
        }
        return false;
    }
}

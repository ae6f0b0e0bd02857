package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Credentials, one of which a request must have: a token, or a name with its password. Immutable; shows no secret. */
public final class Authentication {
    /** Lets everybody pass. */
    public static final Authentication NONE = new Authentication(List.of());

    private static final List<String> OPEN_PATHS = List.of("/livez", "/readyz");

    /** As a request has them: {@code Basic ...} or {@code Bearer ...}. */
    private final List<byte[]> accepted;

    private Authentication(List<byte[]> accepted) {
        this.accepted = accepted;
    }

    /** Returns credentials that take this token, too (RFC 6750). */
    public Authentication orToken(String token) {
        return or("Bearer " + token);
    }

    /** Returns credentials that take this name and password, too (RFC 7617). */
    public Authentication orUser(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return or("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private Authentication or(String credentials) {
        List<byte[]> more = new ArrayList<>(accepted);
        more.add(credentials.getBytes(StandardCharsets.UTF_8));
        return new Authentication(more);
    }

    /**
     * Liveness and readiness tell nothing, and are asked by those who have no credentials.
     *
     * @throws ProblemException with 401
     */
    void check(Request request) {
        if (accepted.isEmpty() || OPEN_PATHS.contains(request.uri().getPath())) {
            return;
        }
        List<String> given = request.headers("Authorization");
        if (given.size() != 1 || !isAccepted(given.get(0))) {
            throw new ProblemException(ProblemDetails.unauthorized(
                    "This server wants credentials: the token, or the name and password, that it was started with."));
        }
    }

    /** Compares with all in the time that all take, so that nothing can be told from it. */
    private boolean isAccepted(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return false;
        }
        // RFC 9110, 11.1: the scheme's case does not matter.
        String scheme = authorization.substring(0, space);
        String canonical =
                scheme.equalsIgnoreCase("basic") ? "Basic" : scheme.equalsIgnoreCase("bearer") ? "Bearer" : scheme;
        byte[] given = (canonical + " " + authorization.substring(space).strip()).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (byte[] credentials : accepted) {
            found |= MessageDigest.isEqual(credentials, given);
        }
        return found;
    }
}

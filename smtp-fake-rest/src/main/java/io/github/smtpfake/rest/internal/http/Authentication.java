package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Checks requests against the accepted credentials: tokens, and names with passwords. Immutable; reveals no secret. */
public final class Authentication {
    /** Accepts every request. */
    public static final Authentication NONE = new Authentication(List.of());

    /** In the syntax of the {@code Authorization} header: {@code Basic …} or {@code Bearer …}. */
    private final List<byte[]> accepted;

    private Authentication(List<byte[]> accepted) {
        this.accepted = accepted;
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
        return new Authentication(more);
    }

    /**
     * Checks the credentials of a request. The paths of health checks are open, because container engines have no credentials,
     * and the answers reveal nothing.
     *
     * @throws ProblemException with 401 if the request has no valid credentials
     */
    void check(Request request) {
        if (accepted.isEmpty() || request.isHealthCheck()) {
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
        byte[] given = (canonical + " " + authorization.substring(space).strip()).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (byte[] credentials : accepted) {
            found |= MessageDigest.isEqual(credentials, given);
        }
        return found;
    }
}

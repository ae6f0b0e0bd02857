package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks requests against the accepted credentials: tokens, and names with passwords. Immutable; reveals no secret. */
public final class Authentication {
    /** Accepts every request. */
    public static final Authentication NONE = new Authentication(List.of(), List.of());

    private static final String BEARER = "Bearer ";
    /** The syntax of a token (RFC 6750), whose characters are all allowed in a cookie. */
    private static final String TOKEN = "[A-Za-z0-9._~+/-]+=*";

    private static final String COOKIE = "smtp-fake-token";
    private static final int MAX_COOKIES = 8;
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

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
        return or(BEARER + token);
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
     * <p>The predicate of the first such name is also called for requests with another name, and the result ignored, so that the
     * time does not reveal which names exist.
     *
     * @param password returns whether a password is valid; called by several threads, and may be slow. It may throw {@link
     *     RejectedExecutionException} if it is too busy to check the password.
     */
    public Authentication orMatching(String name, Predicate<String> password) {
        List<HashedUser> more = new ArrayList<>(hashedUsers);
        more.add(new HashedUser(name, password));
        return new Authentication(accepted, more);
    }

    /**
     * Checks the credentials of a request. The paths of health checks are open, because container engines have no credentials,
     * and the answers reveal nothing. If only tokens are accepted, the files of the web inbox are open, too: they ask for a
     * token, because browsers have no dialog for it.
     *
     * @throws ProblemException with 401 if the request has no valid credentials, or 503 if the server is too busy to check them
     */
    void check(Request request) {
        if (accepted.isEmpty() && hashedUsers.isEmpty() || request.isHealthCheck()) {
            return;
        }
        if (acceptsOnlyTokens() && request.isForPage()) {
            return;
        }
        List<String> header = request.headers("Authorization");
        try {
            boolean isKnown = header.isEmpty()
                    ? cookieTokens(request).anyMatch(this::isAccepted)
                    : header.size() == 1 && isAccepted(header.get(0));
            if (!isKnown) {
                throw new ProblemException(ProblemDetails.unauthorized(
                        "This server requires credentials. Send the token of its --http-token or --http-token-file"
                                + " option, or the name and password of its --http-user or --http-user-file option, in the"
                                + " Authorization header.",
                        acceptsOnlyTokens()));
            }
        } catch (RejectedExecutionException e) {
            throw new ProblemException(ProblemDetails.unavailable(
                    "Too many clients log in at the same time. Send the request again later."));
        }
    }

    private boolean acceptsOnlyTokens() {
        return hashedUsers.isEmpty()
                && accepted.stream().allMatch(one -> new String(one, StandardCharsets.UTF_8).startsWith(BEARER));
    }

    /** Returns the tokens of the cookies. A browser sends several if servers below different paths of a host have set one. */
    private static Stream<String> cookieTokens(Request request) {
        String prefix = cookieName(request) + "=";
        return request.headers("Cookie").stream()
                .flatMap(field -> Arrays.stream(field.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(prefix))
                .limit(MAX_COOKIES)
                .map(cookie -> BEARER + cookie.substring(prefix.length()));
    }

    /** Cookies are shared by all ports of a host, which may have a server each. The browser knows only the port it asks for. */
    private static String cookieName(Request request) {
        Matcher port = PORT.matcher(String.join("", request.headers("Host")));
        return port.find() ? COOKIE + "-" + port.group(1) : COOKIE;
    }

    /**
     * Adds a cookie with the bearer token of a request that was accepted, so that a browser sends it with frames, images and
     * events, too. Scripts cannot read it, and pages of other sites cannot use it.
     *
     * @return the response
     */
    public static Response remember(Request request, Response response) {
        List<String> given = request.headers("Authorization");
        if (given.size() == 1 && given.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = given.get(0).substring(BEARER.length()).strip();
            if (token.matches(TOKEN)) {
                response.with(
                        "Set-Cookie",
                        cookieName(request) + "=" + token + "; Path=" + request.link("/")
                                + "; HttpOnly; SameSite=Strict" + (request.isEncrypted() ? "; Secure" : ""));
            }
        }
        return response;
    }

    /**
     * Compares with all credentials, tokens and plain text in constant time. If there are hashes, each request with a wrong
     * password needs the time of one check, that of the slowest hash for unknown names.
     */
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
        if (colon < 0) {
            return false;
        }
        String name = pair.substring(0, colon);
        String password = pair.substring(colon + 1);
        boolean isKnown = false;
        for (HashedUser user : hashedUsers) {
            if (name.equals(user.name())) {
                isKnown = true;
                if (user.password().test(password)) {
                    return true;
                }
            }
        }
        if (!isKnown) {
            boolean unused = hashedUsers.get(0).password().test(password);
        }
        return false;
    }
}

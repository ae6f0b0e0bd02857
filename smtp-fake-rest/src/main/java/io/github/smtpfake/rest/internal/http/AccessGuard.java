package io.github.smtpfake.rest.internal.http;

import java.util.List;

/**
 * Keeps web pages of others out, as any page that a developer looks at can send requests to this machine; and everybody
 * without credentials, where they are required. Immutable.
 *
 * <p>A page whose name was made to lead here (DNS rebinding) is known by the Host that its requests carry; one that sends
 * forms or scripts by their Origin. No page can read an answer unless CORS is allowed to its origin.
 */
public final class AccessGuard {
    private static final List<String> SAFE_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");

    private final AllowedHosts hosts;
    private final CrossOrigin crossOrigin;
    private final Authentication authentication;

    /** Makes a guard that lets these host names pass, besides those that cannot be another web site's. */
    public AccessGuard(List<String> allowedHosts) {
        this(new AllowedHosts(allowedHosts), CrossOrigin.NONE, Authentication.NONE);
    }

    private AccessGuard(AllowedHosts hosts, CrossOrigin crossOrigin, Authentication authentication) {
        this.hosts = hosts;
        this.crossOrigin = crossOrigin;
        this.authentication = authentication;
    }

    /**
     * Returns a guard that lets web pages of these origins read and change everything, too.
     *
     * @param origins each as browsers send it, such as {@code https://app.example.org:8443}
     */
    public AccessGuard allowingOrigins(List<String> origins) {
        return new AccessGuard(hosts, new CrossOrigin(origins), authentication);
    }

    /** Returns a guard that requires credentials. */
    public AccessGuard requiring(Authentication required) {
        return new AccessGuard(hosts, crossOrigin, required);
    }

    /** @throws ProblemException with 400, 401, 403 or 421 if the request may not pass */
    Answer handle(Request request, Handler handler) {
        Framing.check(request);
        check(request);
        if (crossOrigin.isPreflight(request)) {
            return crossOrigin.preflight();
        }
        authentication.check(request);
        return handler.handle(request);
    }

    /** Returns what lets a web page of an allowed origin read the answer. */
    List<Response.Field> corsHeaders(Request request) {
        return crossOrigin.headers(request);
    }

    void check(Request request) {
        List<String> named = request.headers("Host");
        if (named.size() != 1) {
            throw new ProblemException(ProblemDetails.badRequest("A request needs exactly one Host header."));
        }
        checkHost(named.get(0));
        String authority = request.uri().getRawAuthority();
        if (authority != null) {
            checkHost(authority);
        }
        if (!crossOrigin.isAllowed(request)) {
            checkOrigin(request, named.get(0));
        }
        if (!SAFE_METHODS.contains(request.method())) {
            request.requireOwnOrigin();
        }
    }

    private void checkHost(String authority) {
        if (!hosts.contains(authority)) {
            throw new ProblemException(
                    ProblemDetails.misdirected(
                            "This server does not answer to that Host. Start it with --allowed-host and the name to allow it."));
        }
    }

    /** A client that is no browser sends neither header. */
    private static void checkOrigin(Request request, String host) {
        for (String origin : request.headers("Origin")) {
            if (!isSameOrigin(origin, host)) {
                request.foreign(foreign("Origin"));
            }
        }
        for (String site : request.headers("Sec-Fetch-Site")) {
            if (!OWN_SITES.contains(site)) {
                request.foreign(foreign("Sec-Fetch-Site"));
            }
        }
    }

    private static boolean isSameOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private static ProblemException foreign(String header) {
        return new ProblemException(ProblemDetails.forbidden("A web page of another origin may not do this here; its "
                + header + " gives it away. Start the server with --cors-origin to allow one."));
    }
}

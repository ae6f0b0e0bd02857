package io.github.smtpfake.rest.internal.http;

import java.util.List;

/**
 * Rejects requests from web pages of other origins, because any page that a developer visits can send requests to this machine.
 * Also rejects requests without credentials where credentials are required. Immutable.
 *
 * <p>The {@code Host} header reveals a page whose host name resolves to this machine (DNS rebinding); the {@code Origin} header
 * reveals a page that sends forms or runs scripts. No page can read an answer unless CORS allows its origin.
 */
public final class AccessGuard {
    private static final List<String> SAFE_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");
    private static final String HOST_NAME = "(?=.{1,253}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?";

    private final AllowedHosts hosts;
    private final CrossOrigin crossOrigin;
    private final Authentication authentication;
    private final WebRoot webRoot;

    /** Creates a guard that accepts these host names, in addition to the names that no other web site can have. */
    public AccessGuard(List<String> allowedHosts) {
        this(new AllowedHosts(allowedHosts), CrossOrigin.NONE, Authentication.NONE, WebRoot.NONE);
    }

    /** Returns whether a text is a host name that a guard can accept. */
    public static boolean isHostName(String text) {
        return text.matches(HOST_NAME);
    }

    private AccessGuard(AllowedHosts hosts, CrossOrigin crossOrigin, Authentication authentication, WebRoot webRoot) {
        this.hosts = hosts;
        this.crossOrigin = crossOrigin;
        this.authentication = authentication;
        this.webRoot = webRoot;
    }

    /**
     * Returns a guard that also lets web pages of these origins read and change everything.
     *
     * @param origins the origins as browsers send them, such as {@code https://app.example.org:8443}
     */
    public AccessGuard allowingOrigins(List<String> origins) {
        return new AccessGuard(hosts, new CrossOrigin(origins), authentication, webRoot);
    }

    /** Returns a guard that requires credentials for every request. */
    public AccessGuard requiring(Authentication required) {
        return new AccessGuard(hosts, crossOrigin, required, webRoot);
    }

    /** Returns a guard that lets requests reach the handler only below this path. */
    public AccessGuard below(WebRoot root) {
        return new AccessGuard(hosts, crossOrigin, authentication, root);
    }

    /** Returns the path below which requests reach the handler. */
    public WebRoot webRoot() {
        return webRoot;
    }

    /**
     * Passes a request on to a handler.
     *
     * @throws ProblemException with 400, 401, 403 or 421 if the request is rejected
     */
    Answer handle(Request request, Handler handler) {
        request.locateBelow(webRoot);
        Framing.check(request);
        check(request);
        if (crossOrigin.isPreflight(request)) {
            return crossOrigin.preflight();
        }
        authentication.check(request);
        return handler.handle(request);
    }

    /** Returns the headers that let a web page of an allowed origin read the answer. */
    List<Response.Field> corsHeaders(Request request) {
        return crossOrigin.headers(request);
    }

    void check(Request request) {
        List<String> named = request.headers("Host");
        if (named.isEmpty() && request.isHttp10() && request.isHealthCheck()) {
            // Load balancers send such requests. Browsers always send the header, so this is no page of another origin.
            return;
        }
        if (named.size() != 1) {
            throw new ProblemException(ProblemDetails.badRequest("The request must have exactly one Host header."));
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
                            "The Host header names a host that is not allowed. To allow it, start the server with --allowed-host NAME."));
        }
    }

    /** Marks a request from another origin. Clients other than browsers send neither header. */
    private static void checkOrigin(Request request, String host) {
        for (String origin : request.headers("Origin")) {
            if (!isSameOrigin(origin, host)) {
                request.markCrossOrigin(crossOriginProblem("Origin"));
            }
        }
        for (String site : request.headers("Sec-Fetch-Site")) {
            if (!OWN_SITES.contains(site)) {
                request.markCrossOrigin(crossOriginProblem("Sec-Fetch-Site"));
            }
        }
    }

    private static boolean isSameOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private static ProblemException crossOriginProblem(String header) {
        return new ProblemException(ProblemDetails.forbidden("The " + header
                + " header shows that a web page of another origin sent this request. To allow that origin, start the"
                + " server with --cors-origin ORIGIN."));
    }
}

package io.github.smtpfake.rest.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others out, as any page that a developer looks at can send requests to this machine.
 *
 * <p>A page whose name was made to lead here (DNS rebinding) is known by the Host that its requests carry; one that sends
 * forms or scripts by their Origin. Nothing is ever allowed by CORS, so that no other page can read an answer.
 */
public final class AccessGuard {
    private static final List<String> SAFE_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");

    private final Set<String> allowedHosts = new HashSet<>();

    /** Makes a guard that lets these host names pass, besides those that cannot be another web site's. */
    public AccessGuard(List<String> allowedHosts) {
        for (String host : allowedHosts) {
            this.allowedHosts.add(host.toLowerCase(Locale.ROOT));
        }
    }

    /** @throws ProblemException with 400, 403 or 421 if the request may not pass */
    void check(Request request) {
        List<String> hosts = request.headers("Host");
        if (hosts.size() != 1) {
            throw new ProblemException(ProblemDetails.badRequest("A request needs exactly one Host header."));
        }
        checkHost(hosts.get(0));
        String authority = request.uri().getRawAuthority();
        if (authority != null) {
            checkHost(authority);
        }
        if (!SAFE_METHODS.contains(request.method())) {
            checkOrigin(request, hosts.get(0));
        }
    }

    private void checkHost(String authority) {
        String host = host(authority);
        if (host == null || !isOwn(host)) {
            throw new ProblemException(
                    ProblemDetails.misdirected(
                            "This server does not answer to that Host. Start it with --allowed-host and the name to allow it."));
        }
    }

    /** Returns the host without port, in lower case and without a last dot, or null if it is none. */
    private static @Nullable String host(String authority) {
        int portAt = authority.lastIndexOf(':');
        boolean hasPort = portAt > authority.lastIndexOf(']');
        if (hasPort && !isNumber(authority.substring(portAt + 1), 65_535)) {
            return null;
        }
        String host = (hasPort ? authority.substring(0, portAt) : authority).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Names without a dot and those of reserved domains are never another web site's; neither are addresses. */
    private boolean isOwn(String host) {
        return allowedHosts.contains(host)
                || isIpv6(host)
                || isName(host)
                        && (host.indexOf('.') < 0
                                || isIpv4(host)
                                || host.endsWith(".localhost")
                                || host.endsWith(".internal")
                                || host.endsWith(".local")
                                || host.endsWith(".test"));
    }

    private static boolean isName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.')) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static boolean isIpv4(String host) {
        String[] numbers = host.split("\\.", -1);
        boolean valid = numbers.length == 4;
        for (String number : numbers) {
            valid &= isNumber(number, 255);
        }
        return valid;
    }

    private static boolean isIpv6(String host) {
        if (!host.startsWith("[") || !host.endsWith("]")) {
            return false;
        }
        for (int i = 1; i < host.length() - 1; i++) {
            char c = host.charAt(i);
            if (!(c >= 'a' && c <= 'f' || c >= '0' && c <= '9' || c == ':' || c == '.')) {
                return false;
            }
        }
        return host.indexOf(':') > 0;
    }

    private static boolean isNumber(String text, int most) {
        if (text.isEmpty() || text.length() > 5) {
            return false;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            number = 10 * number + c - '0';
        }
        return number <= most;
    }

    /** A client that is no browser sends neither header. */
    private static void checkOrigin(Request request, String host) {
        for (String origin : request.headers("Origin")) {
            if (!isSameOrigin(origin, host)) {
                throw foreign("Origin");
            }
        }
        for (String site : request.headers("Sec-Fetch-Site")) {
            if (!OWN_SITES.contains(site)) {
                throw foreign("Sec-Fetch-Site");
            }
        }
    }

    private static boolean isSameOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private static ProblemException foreign(String header) {
        return new ProblemException(ProblemDetails.forbidden(
                "A web page of another origin may not change anything here; its " + header + " gives it away."));
    }
}

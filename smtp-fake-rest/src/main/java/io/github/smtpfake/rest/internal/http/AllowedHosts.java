package io.github.smtpfake.rest.internal.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The host names that a request may use for this server. */
final class AllowedHosts {
    private final Set<String> allowed = new HashSet<>();

    /**
     * Creates the set of allowed hosts.
     *
     * @param more host names to allow, in addition to those that no other web site can have
     */
    AllowedHosts(List<String> more) {
        for (String host : more) {
            allowed.add(withoutDot(host.toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * Returns whether a host is allowed.
     *
     * @param authority a host, with or without a port
     */
    boolean contains(String authority) {
        String host = host(authority);
        return host != null && isOwn(host);
    }

    /** Returns the host in lower case, without its port and a trailing dot, or null if the port is invalid. */
    private static @Nullable String host(String authority) {
        int portAt = authority.lastIndexOf(':');
        boolean hasPort = portAt > authority.lastIndexOf(']');
        if (hasPort && !isNumber(authority.substring(portAt + 1), 65_535)) {
            return null;
        }
        String host = (hasPort ? authority.substring(0, portAt) : authority).toLowerCase(Locale.ROOT);
        return withoutDot(host);
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Returns whether no other web site can have this host: one without a dot, in a reserved domain, or an IP address. */
    private boolean isOwn(String host) {
        return allowed.contains(host)
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

    private static boolean isNumber(String text, int max) {
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
        return number <= max;
    }
}

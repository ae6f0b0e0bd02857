package io.github.smtpfake.rest.internal.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the target of a request, also with characters that must be escaped, but that browsers and scripts leave as they are. */
final class RequestTarget {
    private static final String UNESCAPED = " \"<>[\\]^`{|}#";

    private RequestTarget() {}

    /**
     * Returns the target as a URI.
     *
     * @param target one character for each byte
     * @throws ProblemException with 400 if it is not valid even after escaping
     */
    static URI parse(String target) {
        try {
            return new URI(escape(target));
        } catch (URISyntaxException e) {
            throw new ProblemException(
                    ProblemDetails.badRequest("The target of the request is not a valid URI: " + e.getReason() + "."));
        }
    }

    private static String escape(String target) {
        // An IP address of version 6 in an authority keeps its brackets.
        int start = authorityEnd(target);
        StringBuilder escaped = new StringBuilder(target.length() + 16).append(target, 0, start);
        for (int i = start; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c < ' ' || c > '~' || UNESCAPED.indexOf(c) >= 0) {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static int authorityEnd(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return 0;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? target.length() : path;
    }
}

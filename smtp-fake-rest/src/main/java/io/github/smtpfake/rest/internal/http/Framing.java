package io.github.smtpfake.rest.internal.http;

import java.util.List;

/**
 * Refuses a request whose end could be seen at another place by a proxy before this server (request smuggling; RFC 9112,
 * section 6.3). The JDK's server refuses most of them by itself; this is the rest.
 */
final class Framing {

    private Framing() {}

    /** @throws ProblemException with 400, after which the connection is closed */
    static void check(Request request) {
        List<String> lengths = request.headers("Content-Length");
        List<String> codings = request.headers("Transfer-Encoding");
        boolean right = lengths.size() + codings.size() <= 1
                && lengths.stream().allMatch(Framing::isNumber)
                && codings.stream().allMatch("chunked"::equalsIgnoreCase);
        if (!right) {
            throw new ProblemException(ProblemDetails.badRequest(
                    "The request must tell the length of its body once: by Content-Length, or as chunked."));
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

package io.github.smtpfake.rest.internal.http;

import java.util.List;

/**
 * Rejects requests whose length a proxy in front of this server could interpret differently (request smuggling; RFC 9112,
 * section 6.3). The JDK's server already rejects most of them.
 */
final class Framing {

    private Framing() {}

    /**
     * Checks the headers that delimit the body.
     *
     * @throws ProblemException with 400, after which the connection is closed
     */
    static void check(Request request) {
        List<String> lengths = request.headers("Content-Length");
        List<String> codings = request.headers("Transfer-Encoding");
        boolean valid = lengths.size() + codings.size() <= 1
                && lengths.stream().allMatch(Framing::isNumber)
                && codings.stream().allMatch("chunked"::equalsIgnoreCase);
        if (!valid) {
            throw new ProblemException(
                    ProblemDetails.badRequest(
                            "The request must declare the length of its body exactly once: by Content-Length, or by Transfer-Encoding: chunked."));
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

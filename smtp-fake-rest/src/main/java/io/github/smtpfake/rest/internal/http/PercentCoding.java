package io.github.smtpfake.rest.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Decodes the percent-encoding of a URL (RFC 3986, section 2.1). */
final class PercentCoding {

    private PercentCoding() {}

    /** Decodes a segment of a path, in which {@code +} is a plus. */
    static String segment(String raw) {
        return parameter(raw.replace("+", "%2B"));
    }

    /** Decodes a name or value of a query, in which {@code +} is a space, as in an HTML form. */
    static String parameter(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemDetails.badRequest("The URL contains an invalid % escape; write % itself as %25."));
        }
    }
}

package io.github.smtpfake.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encodes what users and servers put into paths. */
final class Paths {

    private Paths() {}

    /** Returns a text as one segment of a path or one value of a query. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

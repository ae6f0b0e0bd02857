package io.github.smtpfake.rest.internal.http;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Creates requests without a socket. */
public final class Requests {

    private Requests() {}

    public static Request of(String method, String uri) {
        return of(method, uri, Map.of());
    }

    public static Request of(String method, String uri, Map<String, List<String>> headers) {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new Request("HTTP/1.1", method, URI.create(uri), anyCase, 80, false, InputStream.nullInputStream());
    }
}

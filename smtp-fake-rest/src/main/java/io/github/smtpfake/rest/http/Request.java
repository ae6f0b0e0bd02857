package io.github.smtpfake.rest.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a handler sees it: the path and the parameters, decoded once. Used by one thread. */
public final class Request {
    private final String method;
    private final URI uri;
    private final Map<String, List<String>> headers;
    private final int localPort;
    private Map<String, String> pathParameters = Map.of();
    private @Nullable Parameters parameters;

    Request(HttpExchange exchange) {
        this(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                exchange.getLocalAddress().getPort());
    }

    /** @param headers finds a name in any case, as those of an exchange do */
    Request(String method, URI uri, Map<String, List<String>> headers, int localPort) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.localPort = localPort;
    }

    /** Returns the method in upper case. */
    public String method() {
        return method;
    }

    /** Returns the port of this server that the request came to. */
    public int localPort() {
        return localPort;
    }

    /** Returns the parameters of the query. */
    public Parameters parameters() {
        Parameters parsed = parameters;
        if (parsed == null) {
            parsed = Parameters.parse(uri.getRawQuery());
            parameters = parsed;
        }
        return parsed;
    }

    /**
     * Returns the segment of the path that stands where the route has {@code {name}}.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no {" + name + "}");
        }
        return value;
    }

    /** Returns the decoded segments of the path; one that ends with a slash has an empty one behind it. */
    List<String> segments() {
        List<String> segments = new ArrayList<>(4);
        String path = uri.getRawPath();
        int start = 1;
        for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
            segments.add(PercentCoding.segment(path.substring(start, slash)));
            start = slash + 1;
        }
        segments.add(PercentCoding.segment(path.substring(Math.min(start, path.length()))));
        return segments;
    }

    URI uri() {
        return uri;
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    boolean hasBody() {
        List<String> length = headers("Content-Length");
        return !headers("Transfer-Encoding").isEmpty()
                || !(length.isEmpty() || length.get(0).equals("0"));
    }

    void pathParameters(Map<String, String> found) {
        pathParameters = found;
    }
}

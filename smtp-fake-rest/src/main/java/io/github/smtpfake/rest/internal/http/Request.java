package io.github.smtpfake.rest.internal.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a handler sees it: the path and the parameters, decoded once. Used by one thread. */
public final class Request {
    private static final String JSON = "application/json";

    private final String method;
    private final URI uri;
    private final Map<String, List<String>> headers;
    private final int localPort;
    private final InputStream body;
    private Map<String, String> pathParameters = Map.of();
    private @Nullable Parameters parameters;
    private @Nullable ProblemException foreign;

    Request(HttpExchange exchange) {
        this(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                exchange.getLocalAddress().getPort(),
                exchange.getRequestBody());
    }

    /** @param headers finds a name in any case, as those of an exchange do */
    Request(String method, URI uri, Map<String, List<String>> headers, int localPort, InputStream body) {
        this.method = method;
        this.uri = originForm(uri);
        this.headers = headers;
        this.localPort = localPort;
        this.body = body;
    }

    /**
     * Returns a target that begins with several slashes with one: some clients put a slash before a path that has its own.
     * As a URI such a target has no scheme, and what is no host for one.
     */
    private static URI originForm(URI target) {
        if (target.getScheme() != null || !target.toString().startsWith("//")) {
            return target;
        }
        return URI.create(target.toString().replaceFirst("^/+", "/"));
    }

    /** Returns the method in upper case. */
    public String method() {
        return method;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Takes note that the request comes from a web page of another origin, and what to say to it. */
    void foreign(ProblemException problem) {
        foreign = problem;
    }

    /**
     * Refuses a web page of another origin, as the guard does by itself only where something is to be changed.
     *
     * @throws ProblemException with 403
     */
    public void requireOwnOrigin() {
        if (foreign != null) {
            throw foreign;
        }
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

    /**
     * Returns the body as JSON. A form of another web page cannot send any, as it must say that it is.
     *
     * @param most octets that the body may have
     * @throws ProblemException with 415 if it is no JSON by its Content-Type, or 413 if it is too large
     * @throws io.github.smtpfake.rest.internal.json.JsonException if it is no JSON
     */
    public JsonValue json(int most) {
        List<String> type = headers("Content-Type");
        if (type.size() != 1 || !type.get(0).split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
            throw new ProblemException(
                    ProblemDetails.unsupportedMediaType("The body must be JSON: send Content-Type: " + JSON + "."));
        }
        return JsonValue.parse(body(most));
    }

    /**
     * Returns the body, whatever its Content-Type says; empty where there is none.
     *
     * @param most octets that the body may have
     * @throws ProblemException with 413 if it is too large
     */
    public byte[] body(int most) {
        try {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ProblemException(
                        ProblemDetails.contentTooLarge("The body may have at most " + most + " octets."));
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemDetails.badRequest("The body did not come to the end that the request announced."));
        }
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

    /** Returns the values of a header field, in their order; empty where there is none. */
    public List<String> headers(String name) {
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

package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request as a handler sees it, with decoded path and parameters. Used by one thread at a time. */
public final class Request {
    private static final Set<List<String>> HEALTH_CHECKS = Set.of(List.of("livez"), List.of("readyz"));
    private static final String FORWARDED_PREFIX = "X-Forwarded-Prefix";
    private static final String JSON = "application/json";
    /** The maximum size of a body that counts as a part of its connection, in bytes. */
    private static final int UNRESERVED = 16 * 1024;

    private static final int BLOCK = 64 * 1024;
    private static final int GROWTH = 512 * 1024;

    private final String method;
    private final String protocol;
    private final URI uri;
    private final Map<String, List<String>> headers;
    private final int localPort;
    private final boolean encrypted;
    private final InputStream body;
    private @Nullable List<String> decodedPath;
    private WebRoot webRoot = WebRoot.NONE;
    private final Reservation memory = MemoryBudget.ofJvm().newReservation();
    private Map<String, String> pathParameters = Map.of();
    private @Nullable Parameters parameters;
    private @Nullable ProblemException crossOriginProblem;
    private Function<ProblemDetails, Response> problemForm = ProblemDetails::response;

    /**
     * Creates the request of an exchange.
     *
     * @throws ProblemException with 400 if its target is not valid
     */
    Request(Exchange exchange) {
        this(
                exchange.protocol(),
                exchange.method(),
                exchange.target(),
                exchange.headers(),
                exchange.localPort(),
                exchange.isEncrypted(),
                exchange.body());
    }

    /** Returns a request in place of one whose target or header fields could not be read, with the beginning of its path. */
    static Request unreadable(Exchange exchange) {
        return new Request(
                exchange.protocol(),
                exchange.method(),
                exchange.targetBeginning(),
                Map.of(),
                exchange.localPort(),
                exchange.isEncrypted(),
                InputStream.nullInputStream());
    }

    /**
     * Creates a request.
     *
     * @param protocol the version of HTTP, such as {@code HTTP/1.1}
     * @param headers the header fields by name, in a map that ignores case, like the headers of an exchange
     */
    Request(
            String protocol,
            String method,
            URI uri,
            Map<String, List<String>> headers,
            int localPort,
            boolean encrypted,
            InputStream body) {
        this.protocol = protocol;
        this.method = method;
        this.uri = originForm(uri);
        this.headers = headers;
        this.localPort = localPort;
        this.encrypted = encrypted;
        this.body = body;
    }

    /**
     * Replaces several slashes at the start of a target by one, because some clients put a slash before a path that already
     * has one. In such a URI, the first segment of the path would be the host.
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

    /** Returns whether the request asks for liveness or readiness, as container engines and load balancers do. */
    boolean isHealthCheck() {
        return isBelowWebRoot() && HEALTH_CHECKS.contains(segments());
    }

    /** Returns whether the request is for the web inbox or one of its files, which contain no mail. */
    boolean isForPage() {
        boolean reads = method.equals("GET") || isHead();
        return reads
                && isBelowWebRoot()
                && (segments().equals(List.of("")) || segments().get(0).equals("page"));
    }

    /** Sets the path below which the routes are. */
    void locateBelow(WebRoot root) {
        webRoot = root;
    }

    /** Returns whether the request is for a route, and not for a path beside or above the web root. */
    boolean isBelowWebRoot() {
        List<String> path = allSegments();
        int depth = webRoot.segments().size();
        return path.size() > depth && path.subList(0, depth).equals(webRoot.segments());
    }

    /** Returns whether the request is for the web root without the slash at its end. */
    boolean isForWebRoot() {
        return allSegments().equals(webRoot.segments());
    }

    WebRoot webRoot() {
        return webRoot;
    }

    /**
     * Returns the path by which the client reaches a route: below the web root, and below the path that a reverse proxy
     * removes and sends as {@code X-Forwarded-Prefix}. Any client may send that header, so it influences nothing but the
     * links of this answer, and is ignored unless it is a valid web root.
     *
     * @param route the path of the route without a web root, which begins with a slash
     */
    public String link(String route) {
        List<String> removed = headers(FORWARDED_PREFIX);
        return (removed.size() == 1 ? forwardedPrefix(removed.get(0)) : "") + webRoot.path(route);
    }

    private static String forwardedPrefix(String value) {
        try {
            return WebRoot.of(value).prefix();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Returns whether the request is of a version that has no Host header. */
    boolean isHttp10() {
        return protocol.equals("HTTP/1.0");
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Records that a web page of another origin sent the request, and the problem with which to reject it. */
    void markCrossOrigin(ProblemException problem) {
        crossOriginProblem = problem;
    }

    /**
     * Rejects the request if a web page of another origin sent it. The access guard itself does so only for methods that
     * change something.
     *
     * @throws ProblemException with 403 if the request is rejected
     */
    public void requireOwnOrigin() {
        if (crossOriginProblem != null) {
            throw crossOriginProblem;
        }
    }

    /** Sets the form in which all further failures of this request are answered, instead of a problem document. */
    public void answerProblemsWith(Function<ProblemDetails, Response> form) {
        problemForm = form;
    }

    /** Answers all further failures of this request with problem documents again. */
    public void answerProblemsWithDocuments() {
        problemForm = ProblemDetails::response;
    }

    Response answerTo(ProblemDetails problem) {
        return problemForm.apply(problem);
    }

    /** Returns the port of this server on which the request arrived. */
    public int localPort() {
        return localPort;
    }

    /** Returns whether the client uses TLS for this server itself, not only for a proxy. */
    boolean isEncrypted() {
        return encrypted;
    }

    /** Returns the query parameters. */
    public Parameters parameters() {
        Parameters parsed = parameters;
        if (parsed == null) {
            parsed = Parameters.parse(uri.getRawQuery());
            parameters = parsed;
        }
        return parsed;
    }

    /**
     * Returns the decoded segment of the path at the position of {@code {name}} in the route.
     *
     * @throws IllegalArgumentException if the route does not contain {@code {name}}
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no {" + name + "}");
        }
        return value;
    }

    /**
     * Returns the body as JSON. The Content-Type must declare JSON, so that HTML forms of other web sites cannot send it.
     *
     * @param maxBytes the maximum size of the body
     * @throws ProblemException with 415 if the Content-Type is not JSON, or 413 if the body is too large
     * @throws io.github.smtpfake.rest.internal.json.JsonException if the body is not valid JSON
     */
    public JsonValue json(int maxBytes) {
        return JsonValue.parse(jsonBody(maxBytes));
    }

    /** Returns the bytes of the same body as {@link #json}, and reserves memory for parsing them until the request is answered. */
    public byte[] jsonBody(int maxBytes) {
        if (!mediaType().equals(JSON)) {
            throw new ProblemException(ProblemDetails.unsupportedMediaType(
                    "The body must be JSON. Send the header Content-Type: " + JSON + "."));
        }
        byte[] body = body(maxBytes);
        memory.growWhenFree(JsonValue.footprint(body));
        return body;
    }

    /** Returns the media type of the body in lower case and without parameters; empty if it is not declared exactly once. */
    public String mediaType() {
        List<String> type = headers("Content-Type");
        return type.size() == 1 ? type.get(0).split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
    }

    /** Returns the declared length of the body in bytes, at most {@link Long#MAX_VALUE}; empty if it is sent in chunks. */
    public OptionalLong contentLength() {
        List<String> length = headers("Content-Length");
        if (!headers("Transfer-Encoding").isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(length.isEmpty() ? 0 : number(length.get(0)));
    }

    /** Returns the value of a text that consists of digits. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Returns the body regardless of its Content-Type, or an empty array if there is none.
     *
     * @param maxBytes the maximum size of the body
     * @throws ProblemException with 408 if the body arrives too slowly, with 413 if it is too large
     */
    public byte[] body(int maxBytes) {
        try {
            long length = contentLength().orElse(0);
            if (length > UNRESERVED && length <= maxBytes) {
                memory.growWhenFree(2 * length);
            }
            return readBody(maxBytes);
        } catch (SocketTimeoutException e) {
            throw new ProblemException(
                    ProblemDetails.requestTimeout("The body of the request did not arrive in time."));
        } catch (IOException e) {
            throw new ProblemException(ProblemDetails.badRequest("The body is shorter than the request declared."));
        }
    }

    /** Reads the body in blocks, so that one of unknown length needs no more memory than its bytes and their copy. */
    private byte[] readBody(int maxBytes) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        int size = 0;
        long reserved = memory.bytes() + UNRESERVED;
        byte[] block = body.readNBytes(nextBlock(maxBytes, size));
        while (block.length > 0) {
            size += block.length;
            if (size > maxBytes) {
                throw new ProblemException(
                        ProblemDetails.contentTooLarge("The body must not be larger than " + maxBytes + " bytes."));
            }
            if (2L * size > reserved) {
                memory.growWhenFree(GROWTH);
                reserved += GROWTH;
            }
            blocks.add(block);
            block = body.readNBytes(nextBlock(maxBytes, size));
        }
        return blocks.size() == 1 ? blocks.get(0) : joined(blocks, size);
    }

    /** At most one byte too many, so that a body that is too large is rejected before the rest of it arrives. */
    private static int nextBlock(int maxBytes, int size) {
        return Math.min(BLOCK, maxBytes - size + 1);
    }

    private static byte[] joined(List<byte[]> blocks, int size) {
        byte[] all = new byte[size];
        int position = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, all, position, block.length);
            position += block.length;
        }
        return all;
    }

    /** Returns the memory that is reserved until this request has been answered, or is parked. */
    public Reservation memory() {
        return memory;
    }

    /** Gives all memory back. */
    void end() {
        memory.close();
    }

    /** Returns the decoded segments of the path below the web root. The last one is empty if the path ends with a slash. */
    public List<String> segments() {
        List<String> path = allSegments();
        return path.subList(webRoot.segments().size(), path.size());
    }

    /** Returns the decoded path below the web root, which begins with a slash. */
    public String route() {
        return "/" + String.join("/", segments());
    }

    private List<String> allSegments() {
        List<String> decoded = decodedPath;
        if (decoded == null) {
            decoded = decodePath();
            decodedPath = decoded;
        }
        return decoded;
    }

    private List<String> decodePath() {
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

    /** Returns the values of a header field in order, or an empty list if it is absent. */
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

package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.rest.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A problem document (RFC 9457), which explains to machines and people why a request failed. Its type is always
 * {@code about:blank}, because the status is the only classification.
 *
 * @param status the HTTP status
 * @param title the reason phrase of the status
 * @param detail what is wrong with this request, and how to fix it
 * @param extensions further members, in order
 */
public record ProblemDetails(int status, String title, String detail, Map<String, Object> extensions) {
    private static final String ALLOWED = "allowed";
    private static final String LASTING = "lasting";
    private static final String CHALLENGE = "challenge";
    private static final String BASIC = "Basic realm=\"smtp-fake\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"smtp-fake\"";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDetails(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    /** Returns a problem with status 400: a parameter is unknown, malformed or out of bounds; the detail names it. */
    public static ProblemDetails badRequest(String detail) {
        return new ProblemDetails(400, "Bad Request", detail);
    }

    /**
     * Returns a problem with status 401: the request has no valid credentials.
     *
     * @param onlyTokens whether the server accepts no name with a password, so that a browser must not ask for one
     */
    static ProblemDetails unauthorized(String detail, boolean onlyTokens) {
        return new ProblemDetails(401, "Unauthorized", detail).with(CHALLENGE, onlyTokens ? BEARER : BASIC);
    }

    /** Returns a problem with status 403: a web page of another origin sent the request. */
    public static ProblemDetails forbidden(String detail) {
        return new ProblemDetails(403, "Forbidden", detail);
    }

    /** Returns a problem with status 404: the resource does not exist. */
    public static ProblemDetails notFound(String detail) {
        return new ProblemDetails(404, "Not Found", detail);
    }

    /** Returns a problem with status 405: the path exists, but only for the given methods. */
    static ProblemDetails methodNotAllowed(SortedSet<String> allowed) {
        return new ProblemDetails(
                        405, "Method Not Allowed", "This path supports only " + String.join(", ", allowed) + ".")
                .with(ALLOWED, List.copyOf(allowed));
    }

    /** Returns a problem with status 408: the client sends its request too slowly. */
    static ProblemDetails requestTimeout(String detail) {
        return new ProblemDetails(408, "Request Timeout", detail);
    }

    /** Returns a problem with status 409: the request contradicts the state of the server. */
    public static ProblemDetails conflict(String detail) {
        return new ProblemDetails(409, "Conflict", detail);
    }

    /** Returns a problem with status 413: the body of the request is too large. */
    public static ProblemDetails contentTooLarge(String detail) {
        return new ProblemDetails(413, "Content Too Large", detail);
    }

    /** Returns a problem with status 414: the target of the request is too long. */
    static ProblemDetails uriTooLong(String detail) {
        return new ProblemDetails(414, "URI Too Long", detail);
    }

    /** Returns a problem with status 415: the route does not accept this body. */
    public static ProblemDetails unsupportedMediaType(String detail) {
        return new ProblemDetails(415, "Unsupported Media Type", detail);
    }

    /** Returns a problem with status 421: the Host header does not name this server. */
    public static ProblemDetails misdirected(String detail) {
        return new ProblemDetails(421, "Misdirected Request", detail);
    }

    /** Returns a problem with status 426: the client asks for a version of WebSocket that the server does not support. */
    static ProblemDetails upgradeRequired() {
        return new ProblemDetails(
                426, "Upgrade Required", "The server supports only version " + WebSocket.VERSION + " of WebSocket.");
    }

    /** Returns a problem with status 431: the head of the request is too large. */
    static ProblemDetails headerTooLarge(String detail) {
        return new ProblemDetails(431, "Request Header Fields Too Large", detail);
    }

    /** Returns a problem with status 500: the server has a defect, which its log describes. */
    public static ProblemDetails internalError() {
        return new ProblemDetails(500, "Internal Server Error", "The server failed. Its log contains the reason.");
    }

    /** Returns a problem with status 501: the server does not support this. */
    public static ProblemDetails notImplemented(String detail) {
        return new ProblemDetails(501, "Not Implemented", detail);
    }

    /** Returns a problem with status 503: the server cannot do this now. */
    public static ProblemDetails unavailable(String detail) {
        return new ProblemDetails(503, "Service Unavailable", detail);
    }

    /** Returns a problem with status 503 that a later attempt does not solve. */
    static ProblemDetails doesNotFit(String detail) {
        return unavailable(detail).with(LASTING, true);
    }

    /** Returns a problem with status 507: the server has no space for this. */
    public static ProblemDetails insufficientStorage(String detail) {
        return new ProblemDetails(507, "Insufficient Storage", detail);
    }

    /** Returns this problem with an additional member. */
    public ProblemDetails with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new ProblemDetails(status, title, detail, more);
    }

    Response response() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        document.putAll(extensions);
        return withHeaders(Response.bytes(status, MEDIA_TYPE, Json.bytes(document)));
    }

    /** Returns a response with only the detail, in plain text. */
    public Response plainResponse() {
        return withHeaders(Response.text(status, detail));
    }

    private Response withHeaders(Response response) {
        if (status == 401) {
            // RFC 9110, section 15.5.2, requires a challenge.
            response.with("WWW-Authenticate", String.valueOf(extensions.get(CHALLENGE)));
        }
        if (status == 503 && !extensions.containsKey(LASTING)) {
            response.with("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (status == 426) {
            // RFC 9110, section 15.5.22, and RFC 6455, section 4.4
            response.with("Upgrade", WebSocket.NAME).with(WebSocket.VERSION_HEADER, WebSocket.VERSION);
        }
        // RFC 9110, section 15.5.6, requires the header.
        return extensions.get(ALLOWED) instanceof List<?> allowed
                ? response.with("Allow", allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                : response;
    }
}

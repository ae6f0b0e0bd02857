package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.rest.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Why a request failed, for machines and people (RFC 9457). Its type is always {@code about:blank}: the status says it
 * all, and the detail explains this one.
 *
 * @param status the HTTP status
 * @param title the reason phrase of the status
 * @param detail what was wrong with this request, and what to do about it
 * @param extensions further members, in their order
 */
public record ProblemDetails(int status, String title, String detail, Map<String, Object> extensions) {
    private static final String ALLOWED = "allowed";
    private static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDetails(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    /** A parameter is unknown, malformed or out of bounds; the detail names it. */
    public static ProblemDetails badRequest(String detail) {
        return new ProblemDetails(400, "Bad Request", detail);
    }

    /** The request has no credentials, or wrong ones. */
    public static ProblemDetails unauthorized(String detail) {
        return new ProblemDetails(401, "Unauthorized", detail);
    }

    /** Another web page's script wants to change something. */
    public static ProblemDetails forbidden(String detail) {
        return new ProblemDetails(403, "Forbidden", detail);
    }

    /** What is asked for is not there. */
    public static ProblemDetails notFound(String detail) {
        return new ProblemDetails(404, "Not Found", detail);
    }

    /** The path is right and the method is none of these, which the path takes. */
    static ProblemDetails methodNotAllowed(SortedSet<String> allowed) {
        return new ProblemDetails(405, "Method Not Allowed", "This path takes only " + String.join(", ", allowed) + ".")
                .with(ALLOWED, List.copyOf(allowed));
    }

    /** The request is right, and does not fit what is there. */
    public static ProblemDetails conflict(String detail) {
        return new ProblemDetails(409, "Conflict", detail);
    }

    /** The body of the request is larger than the route takes. */
    public static ProblemDetails contentTooLarge(String detail) {
        return new ProblemDetails(413, "Content Too Large", detail);
    }

    /** The request has a body that the route does not take. */
    public static ProblemDetails unsupportedMediaType(String detail) {
        return new ProblemDetails(415, "Unsupported Media Type", detail);
    }

    /** The Host header does not name this server. */
    public static ProblemDetails misdirected(String detail) {
        return new ProblemDetails(421, "Misdirected Request", detail);
    }

    /** A defect of the server, which its log tells about. */
    public static ProblemDetails internalError() {
        return new ProblemDetails(500, "Internal Server Error", "The server failed; its log says how.");
    }

    /** The server cannot do this at all. */
    public static ProblemDetails notImplemented(String detail) {
        return new ProblemDetails(501, "Not Implemented", detail);
    }

    /** The server cannot do this now. */
    public static ProblemDetails unavailable(String detail) {
        return new ProblemDetails(503, "Service Unavailable", detail);
    }

    /** Returns the same problem with one member more. */
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

    /** Returns the answer that has the detail alone, in plain text. */
    public Response plainResponse() {
        return withHeaders(Response.text(status, detail));
    }

    private Response withHeaders(Response response) {
        if (status == 401) {
            // RFC 9110, 15.5.2: a client is told what it can do.
            response.with("WWW-Authenticate", "Basic realm=\"smtp-fake\", charset=\"UTF-8\"");
        }
        // RFC 9110, 15.5.6.
        return extensions.get(ALLOWED) instanceof List<?> allowed
                ? response.with("Allow", allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                : response;
    }
}

package io.github.smtpfake.rest.internal.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The origins whose web pages may use this server (CORS); none by default. Immutable. */
final class CrossOrigin {
    static final CrossOrigin NONE = new CrossOrigin(List.of());

    private final Set<String> origins = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    CrossOrigin(List<String> origins) {
        this.origins.addAll(origins);
    }

    boolean isAllowed(Request request) {
        List<String> origin = request.headers("Origin");
        return origin.size() == 1 && origins.contains(origin.get(0));
    }

    /** Returns whether a browser asks, without credentials, which request it may send next. */
    boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && isAllowed(request)
                && !request.headers("Access-Control-Request-Method").isEmpty();
    }

    Response preflight() {
        return Response.noContent()
                .with("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
                .with("Access-Control-Max-Age", "600");
    }

    /** Returns the headers of an answer. They never echo an origin that is not allowed. */
    List<Response.Field> headers(Request request) {
        if (origins.isEmpty()) {
            return List.of();
        }
        Response.Field vary = new Response.Field("Vary", "Origin");
        return isAllowed(request)
                ? List.of(
                        vary,
                        new Response.Field(
                                "Access-Control-Allow-Origin",
                                request.headers("Origin").get(0)),
                        new Response.Field("Access-Control-Expose-Headers", "Location"))
                : List.of(vary);
    }
}

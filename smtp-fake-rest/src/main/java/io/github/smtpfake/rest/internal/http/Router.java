package io.github.smtpfake.rest.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads each request to the handler of its route. HEAD goes where GET does, another path is 404, and another method 405.
 * Complete before the first request comes; thread-safe from then on.
 */
public final class Router implements Handler {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Handler> mounts = new HashMap<>();

    /** Adds a route for GET and HEAD; {@code {name}} stands for any segment of the path. */
    public Router get(String path, Handler handler) {
        return add(GET, path, handler, false);
    }

    /** Adds a route for DELETE; {@code {name}} stands for any segment of the path. */
    public Router delete(String path, Handler handler) {
        return add("DELETE", path, handler, false);
    }

    /** Adds a route for POST without a body; {@code {name}} stands for any segment of the path. */
    public Router post(String path, Handler handler) {
        return add("POST", path, handler, false);
    }

    /**
     * Adds a route whose handler reads a body, by {@link Request#json}; any other refuses one with 415.
     *
     * @param method in upper case
     */
    public Router withBody(String method, String path, Handler handler) {
        return add(method, path, handler, true);
    }

    /**
     * Leaves every path that begins with these segments, which are one or two, to another handler. The longer prefix wins.
     *
     * @param source gives that handler when the first such request comes
     */
    public Router mount(String prefix, Supplier<Handler> source) {
        mounts.put(prefix, new LazyHandler(source));
        return this;
    }

    /** Returns each route as method and path, in the order in which they were added; nothing of what is mounted. */
    public List<String> routes() {
        return routes.stream().map(Route::toString).toList();
    }

    private Router add(String method, String path, Handler handler, boolean takesBody) {
        routes.add(Route.of(method, path, handler, takesBody));
        return this;
    }

    @Override
    public Answer handle(Request request) {
        String method = request.method().equals(HEAD) ? GET : request.method();
        List<String> path = request.segments();
        Handler mounted = mounted(path);
        if (mounted != null) {
            return mounted.handle(request);
        }
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> found = route.match(path);
            if (found != null && route.method().equals(method)) {
                request.pathParameters(found);
                if (!route.takesBody()) {
                    requireNoBody(request);
                }
                return route.handler().handle(request);
            }
            if (found != null) {
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new ProblemException(ProblemDetails.notFound("Nothing is at this path."));
        }
        throw methodNotAllowed(allowed);
    }

    private @Nullable Handler mounted(List<String> path) {
        Handler byTwo = path.size() > 1 ? mounts.get(path.get(0) + "/" + path.get(1)) : null;
        return byTwo == null ? mounts.get(path.get(0)) : byTwo;
    }

    /** What a body asks for must not get lost: a DELETE that ignored one would delete too much. */
    private static void requireNoBody(Request request) {
        if (request.hasBody()) {
            throw new ProblemException(ProblemDetails.unsupportedMediaType(
                    request.method() + " takes no body here; parameters go into the URL."));
        }
    }

    private static ProblemException methodNotAllowed(SortedSet<String> allowed) {
        if (allowed.contains(GET)) {
            allowed.add(HEAD);
        }
        return new ProblemException(ProblemDetails.methodNotAllowed(allowed));
    }
}

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
 * Passes each request to the handler of its route. HEAD is routed as GET. An unknown path is answered with 404, an unsupported
 * method with 405. Routes must be added before the first request; from then on, the router is thread-safe.
 */
public final class Router implements Handler {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Handler> mounts = new HashMap<>();
    private boolean ignoresBodiesOfGet;

    /** Lets the routes for GET ignore a body, as most HTTP servers do. */
    public Router ignoreBodiesOfGet() {
        ignoresBodiesOfGet = true;
        return this;
    }

    /** Adds a route for GET and HEAD; {@code {name}} matches any segment of the path. */
    public Router get(String path, Handler handler) {
        return add(GET, path, handler, false);
    }

    /** Adds a route for OPTIONS; {@code {name}} matches any segment of the path. */
    public Router options(String path, Handler handler) {
        return add("OPTIONS", path, handler, false);
    }

    /** Adds a route for DELETE; {@code {name}} matches any segment of the path. */
    public Router delete(String path, Handler handler) {
        return add("DELETE", path, handler, false);
    }

    /** Adds a route for POST without a body; {@code {name}} matches any segment of the path. */
    public Router post(String path, Handler handler) {
        return add("POST", path, handler, false);
    }

    /**
     * Adds a route whose handler reads a body, by {@link Request#json}; every other route rejects a body with 415.
     *
     * @param method the method in upper case
     */
    public Router withBody(String method, String path, Handler handler) {
        return add(method, path, handler, true);
    }

    /**
     * Passes every request whose path begins with a prefix to another handler. The longest matching prefix wins.
     *
     * @param prefix one or two segments, such as {@code api/v1}
     * @param source the supplier of the handler, which is called when the first such request arrives
     */
    public Router mount(String prefix, Supplier<Handler> source) {
        mounts.put(prefix, new LazyHandler(source));
        return this;
    }

    /** Returns the method and path of each route in order of addition, without the routes of mounted handlers. */
    public List<String> routes() {
        return routes.stream().map(Route::toString).toList();
    }

    private Router add(String method, String path, Handler handler, boolean acceptsBody) {
        routes.add(Route.of(method, path, handler, acceptsBody));
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
                if (!route.acceptsBody() && !(ignoresBodiesOfGet && method.equals(GET))) {
                    requireNoBody(request);
                }
                return route.handler().handle(request);
            }
            if (found != null) {
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new ProblemException(ProblemDetails.notFound(
                    "There is nothing at this path. See " + request.link("/openapi.yaml") + "."));
        }
        throw methodNotAllowed(allowed);
    }

    @Override
    public Response reject(Request request, ProblemDetails problem) {
        Handler mounted = mounted(request.segments());
        return mounted == null ? problem.response() : mounted.reject(request, problem);
    }

    private @Nullable Handler mounted(List<String> path) {
        Handler byTwo = path.size() > 1 ? mounts.get(path.get(0) + "/" + path.get(1)) : null;
        return byTwo == null ? mounts.get(path.get(0)) : byTwo;
    }

    /** Rejects a body instead of ignoring it: a DELETE that ignores the filters in its body deletes too much. */
    private static void requireNoBody(Request request) {
        if (request.hasBody()) {
            throw new ProblemException(ProblemDetails.unsupportedMediaType("This path does not accept a body with "
                    + request.method() + ". Send the parameters in the query of the URL."));
        }
    }

    private static ProblemException methodNotAllowed(SortedSet<String> allowed) {
        if (allowed.contains(GET)) {
            allowed.add(HEAD);
        }
        return new ProblemException(ProblemDetails.methodNotAllowed(allowed));
    }
}

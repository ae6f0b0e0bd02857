package io.github.smtpfake.rest.internal.http;

import java.util.List;
import java.util.TreeSet;

/** Passes on the requests below a web root. Redirects from the web root without a slash at its end, as Mailpit does. */
final class BelowWebRoot implements Handler {
    private final WebRoot root;
    private final Handler routes;

    private BelowWebRoot(WebRoot root, Handler routes) {
        this.root = root;
        this.routes = routes;
    }

    /** Returns a handler for the routes below a web root. */
    static Handler of(WebRoot root, Handler routes) {
        return root.equals(WebRoot.NONE) ? routes : new BelowWebRoot(root, routes);
    }

    @Override
    public Answer handle(Request request) {
        if (request.isBelowWebRoot()) {
            return routes.handle(request);
        }
        if (!request.isForWebRoot()) {
            throw new ProblemException(
                    ProblemDetails.notFound("There is nothing at this path, because this server has the web root "
                            + request.webRoot()
                            + ". Send requests to paths below it. If a reverse proxy removes that path, start"
                            + " the server without --web-root."));
        }
        if (!request.method().equals("GET") && !request.isHead()) {
            throw new ProblemException(ProblemDetails.methodNotAllowed(new TreeSet<>(List.of("GET", "HEAD"))));
        }
        return Response.text(302, "").with("Location", request.link("/"));
    }

    @Override
    public Response reject(Request request, ProblemDetails problem) {
        request.locateBelow(root);
        return request.isBelowWebRoot() ? routes.reject(request, problem) : problem.response();
    }
}

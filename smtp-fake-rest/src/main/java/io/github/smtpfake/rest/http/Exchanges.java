package io.github.smtpfake.rest.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.smtpfake.rest.json.JsonException;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Carries requests of the JDK's server to a handler, and its answers back. */
final class Exchanges implements HttpHandler {
    private static final long NO_BODY = -1;

    private final AccessGuard guard;
    private final Handler handler;

    Exchanges(AccessGuard guard, Handler handler) {
        this.guard = guard;
        this.handler = handler;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(new Request(exchange)));
        }
    }

    private Response answer(Request request) {
        try {
            guard.check(request);
            return handler.handle(request);
        } catch (ProblemException e) {
            return e.problem().response();
        } catch (JsonException e) {
            return ProblemDetails.badRequest(e.getMessage())
                    .with("field", e.field())
                    .response();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Looked up here, as finding a logger costs a new JVM much.
            System.getLogger("io.github.smtpfake.http").log(Level.ERROR, "A request failed", e);
            return ProblemDetails.internalError().response();
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        for (Response.Field field : response.headers()) {
            headers.set(field.name(), field.value());
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            // The JDK wants the length of what is left out as a header.
            headers.set("Content-Length", Long.toString(response.length()));
            exchange.sendResponseHeaders(response.status(), NO_BODY);
        } else if (response.length() == 0) {
            exchange.sendResponseHeaders(response.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(response.status(), response.length());
            response.body().transferTo(exchange.getResponseBody());
        }
    }
}

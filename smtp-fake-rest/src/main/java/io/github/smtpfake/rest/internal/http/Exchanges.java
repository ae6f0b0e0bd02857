package io.github.smtpfake.rest.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.smtpfake.rest.internal.json.JsonException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Carries requests of the JDK's server to a handler, and its answers back. */
final class Exchanges implements HttpHandler {
    private static final String LOG = "io.github.smtpfake.http";
    private static final long NO_BODY = -1;
    /** For the JDK; it sends a body of unknown length in chunks. */
    private static final long CHUNKED = 0;

    private final AccessGuard guard;
    private final Handler handler;
    private final Executor threads;
    private final EventSenders events;
    private final AnswersInFlight inFlight;

    /** @param threads what a wait was for is answered on */
    Exchanges(AccessGuard guard, Handler handler, Executor threads, EventSenders events, AnswersInFlight inFlight) {
        this.guard = guard;
        this.handler = handler;
        this.threads = inFlight.counting(threads);
        this.events = events;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) {
        inFlight.count(() -> answer(exchange));
    }

    private void answer(HttpExchange exchange) {
        Request request = new Request(exchange);
        Answer answer;
        try {
            answer = guard.handle(request, handler);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            answer = failure(e);
        }
        give(exchange, request, answer);
    }

    private Answer made(Supplier<Answer> maker) {
        try {
            return maker.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failure(e);
        }
    }

    private static Response failure(Throwable e) {
        if (e instanceof ProblemException problem) {
            return problem.problem().response();
        }
        if (e instanceof JsonException json) {
            return ProblemDetails.badRequest(json.getMessage())
                    .with("field", json.field())
                    .response();
        }
        // Looked up here, as finding a logger costs a new JVM much.
        System.getLogger(LOG).log(Level.ERROR, "A request failed", e);
        return ProblemDetails.internalError().response();
    }

    private void give(HttpExchange exchange, Request request, Answer answer) {
        if (answer instanceof Deferred deferred) {
            deferred.whenComplete(threads, maker -> give(exchange, request, made(maker)));
        } else if (answer instanceof EventStream stream) {
            open(exchange, request, stream.source());
        } else {
            send(exchange, request, (Response) answer);
        }
    }

    private void open(HttpExchange exchange, Request request, EventStream.Source source) {
        if (events.isFull()) {
            source.close();
            send(
                    exchange,
                    request,
                    ProblemDetails.unavailable("Already too many clients listen to events; ask again later.")
                            .response());
            return;
        }
        Response head = Response.written(200, "text/event-stream; charset=utf-8", out -> {});
        try {
            sendHead(exchange, request, head);
            if (request.isHead()) {
                source.close();
                exchange.close();
            } else {
                events.add(exchange, source);
            }
        } catch (IOException e) {
            source.close();
            exchange.close();
        }
    }

    /** A client that leaves early is no failure of ours. */
    private void send(HttpExchange exchange, Request request, Response response) {
        try (exchange) {
            sendHead(exchange, request, response);
            if (!request.isHead() && response.length() != 0) {
                response.body().writeTo(exchange.getResponseBody());
                // Closing reads what is left of the request first, which may never come.
                exchange.getResponseBody().flush();
            }
        } catch (IOException e) {
            System.getLogger(LOG).log(Level.DEBUG, "A client left before its answer had come", e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            System.getLogger(LOG).log(Level.ERROR, "An answer failed", e);
        }
    }

    private void sendHead(HttpExchange exchange, Request request, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        for (Response.Field field : guard.corsHeaders(request)) {
            headers.set(field.name(), field.value());
        }
        for (Response.Field field : response.headers()) {
            headers.set(field.name(), field.value());
        }
        if (response.status() >= 400 && request.hasBody()) {
            // What is left of a body that was refused must not be taken for the next request.
            headers.set("Connection", "close");
        }
        boolean known = response.length() != Response.UNKNOWN_LENGTH;
        if (request.isHead() && known) {
            // The JDK wants the length of what is left out as a header.
            headers.set("Content-Length", Long.toString(response.length()));
        }
        long length = known ? response.length() : CHUNKED;
        exchange.sendResponseHeaders(response.status(), request.isHead() || known && length == 0 ? NO_BODY : length);
    }
}

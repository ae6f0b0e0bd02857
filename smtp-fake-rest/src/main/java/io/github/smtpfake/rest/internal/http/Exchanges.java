package io.github.smtpfake.rest.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.smtpfake.rest.internal.json.JsonException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Passes the requests of the JDK's server to a handler, and sends the answers. */
final class Exchanges implements HttpHandler {
    private static final String LOG = "io.github.smtpfake.http";
    // The lengths by which the JDK's server denotes an absent body, and a body of unknown length.
    private static final long NO_BODY = -1;
    private static final long CHUNKED = 0;
    /** The response code of an exchange whose head has not been sent. */
    private static final int NOT_SENT = -1;

    private final AccessGuard guard;
    private final Handler handler;
    private final Executor threads;
    private final EventSenders events;
    private final AnswersInFlight inFlight;

    /**
     * Creates a handler for the exchanges of a server.
     *
     * @param threads the executor that runs the suppliers of deferred answers
     */
    Exchanges(AccessGuard guard, Handler handler, Executor threads, EventSenders events, AnswersInFlight inFlight) {
        this.guard = guard;
        this.handler = handler;
        this.threads = inFlight.counting(threads);
        this.events = events;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) {
        Request request = new Request(exchange);
        inFlight.count(() -> answer(exchange, request, () -> guard.handle(request, handler)));
    }

    /** Gets an answer and sends it. Handles all failures of an exchange. */
    private void answer(HttpExchange exchange, Request request, Supplier<Answer> supplier) {
        try {
            send(exchange, request, supplier.get());
        } catch (IOException e) {
            // Not a failure of this server.
            System.getLogger(LOG).log(Level.DEBUG, "A client disconnected before it received the whole answer", e);
            exchange.close();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(exchange, request, e);
        }
    }

    private void send(HttpExchange exchange, Request request, Answer answer) throws IOException {
        if (answer instanceof Deferred deferred) {
            deferred.whenComplete(threads, supplier -> answer(exchange, request, supplier));
        } else if (answer instanceof EventStream stream) {
            sendEvents(exchange, request, stream.source());
        } else {
            sendResponse(exchange, request, (Response) answer);
        }
    }

    private void sendEvents(HttpExchange exchange, Request request, EventStream.Source source) throws IOException {
        if (request.isHead() || events.isFull()) {
            source.close();
            sendResponse(exchange, request, events.isFull() ? tooManyListeners() : eventsHead());
            return;
        }
        try {
            sendHead(exchange, request, eventsHead());
        } catch (IOException e) {
            source.close();
            throw e;
        }
        events.add(exchange, source);
    }

    private static Response eventsHead() {
        return Response.written(200, "text/event-stream; charset=utf-8", out -> {});
    }

    private static Response tooManyListeners() {
        return ProblemDetails.unavailable("Too many clients are listening for events. Try again later.")
                .response();
    }

    private void sendResponse(HttpExchange exchange, Request request, Response response) throws IOException {
        try {
            sendHead(exchange, request, response);
            if (!request.isHead() && response.length() != 0) {
                response.body().writeTo(exchange.getResponseBody());
                // Flushes first, because close() reads the rest of the request, which may never arrive.
                exchange.getResponseBody().flush();
            }
        } finally {
            response.body().end();
        }
        exchange.close();
    }

    /** Answers with the problem, unless the head of another answer has been sent; then only the connection can be closed. */
    private void fail(HttpExchange exchange, Request request, Throwable failure) {
        try (exchange) {
            Response problem = problem(failure);
            if (exchange.getResponseCode() == NOT_SENT) {
                sendResponse(exchange, request, problem);
            }
        } catch (IOException e) {
            System.getLogger(LOG).log(Level.DEBUG, "A client disconnected before it received a problem document", e);
        }
    }

    private static Response problem(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem.problem().response();
        }
        if (failure instanceof JsonException json) {
            return ProblemDetails.badRequest(json.getMessage())
                    .with("field", json.field())
                    .response();
        }
        // Finds the logger only when it is needed, because that slows down a cold start.
        System.getLogger(LOG).log(Level.ERROR, "A request failed", failure);
        return ProblemDetails.internalError().response();
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
            // The rest of a rejected body must not be read as the next request.
            headers.set("Connection", "close");
        }
        boolean known = response.length() != Response.UNKNOWN_LENGTH;
        if (request.isHead() && known) {
            // For HEAD, the JDK expects the length of the omitted body as a header.
            headers.set("Content-Length", Long.toString(response.length()));
        }
        long length = known ? response.length() : CHUNKED;
        exchange.sendResponseHeaders(response.status(), request.isHead() || known && length == 0 ? NO_BODY : length);
    }
}

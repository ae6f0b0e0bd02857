package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.memory.NotEnoughMemoryError;
import io.github.smtpfake.internal.text.RareEvent;
import io.github.smtpfake.rest.internal.json.JsonException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.coyote.Adapter;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/** Passes the requests of the connector to a handler, and sends the answers. */
final class Exchanges implements Adapter {
    private static final String LOG = "io.github.smtpfake.http";

    private final AccessGuard guard;
    private final Handler handler;
    private final EventSenders events;
    private final LazyWebSockets sockets;
    private final AnswersInFlight inFlight;
    private final HttpLimits limits;
    private final RareEvent slowReaders = new RareEvent();

    Exchanges(
            AccessGuard guard,
            Handler handler,
            EventSenders events,
            LazyWebSockets sockets,
            AnswersInFlight inFlight,
            HttpLimits limits) {
        this.guard = guard;
        this.handler = handler;
        this.events = events;
        this.sockets = sockets;
        this.inFlight = inFlight;
        this.limits = limits;
    }

    @Override
    public void service(org.apache.coyote.Request request, org.apache.coyote.Response response) {
        Exchange exchange = new Exchange(request, response, limits.requestTimeout());
        inFlight.count(() -> handle(exchange));
    }

    @Override
    public boolean asyncDispatch(
            org.apache.coyote.Request request, org.apache.coyote.Response response, SocketEvent event) {
        return Exchange.of(request).dispatch(event);
    }

    @Override
    public boolean prepare(org.apache.coyote.Request request, org.apache.coyote.Response response) {
        return true;
    }

    @Override
    public void log(org.apache.coyote.Request request, org.apache.coyote.Response response, long time) {}

    /** Ends the exchange of a request that the connector is about to use for another client. */
    @Override
    public void checkRecycled(org.apache.coyote.Request request, org.apache.coyote.Response response) {
        try {
            Exchange exchange = Exchange.of(request);
            if (exchange != null) {
                exchange.close();
            }
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
        }
    }

    /** Returns null, so that the connector does not register itself for JMX. */
    @Override
    public @Nullable String getDomain() {
        return null;
    }

    private void handle(Exchange exchange) {
        Request request = Request.unreadable(exchange);
        ProblemDetails defect = exchange.defect();
        if (exchange.isHeadRead()) {
            try {
                request = new Request(exchange);
            } catch (ProblemException e) {
                defect = e.problem();
            }
        }
        Request known = request;
        ProblemDetails rejected = defect;
        if (rejected == null) {
            answer(exchange, known, () -> guard.handle(known, handler));
        } else if (exchange.isHeadRead()) {
            // The guard may know a better reason.
            answer(exchange, known, () -> guard.handle(known, unused -> handler.reject(known, rejected)));
        } else {
            answer(exchange, known, () -> handler.reject(known, rejected));
        }
    }

    /** Gets an answer and sends it. Handles all failures of an exchange. */
    private void answer(Exchange exchange, Request request, Supplier<Answer> supplier) {
        try {
            send(exchange, request, supplier.get());
        } catch (IOException e) {
            disconnected(exchange, e);
        } catch (Throwable e) {
            // Any Throwable, because the classes of a jar that was rebuilt under a running server cannot be loaded.
            fail(exchange, request, e);
        } finally {
            request.end();
        }
    }

    private void disconnected(Exchange exchange, IOException reason) {
        if (reason instanceof SocketTimeoutException) {
            slowReaders.log(count -> System.getLogger(LOG)
                    .log(
                            Level.WARNING,
                            "The server closed an HTTP connection, because its client stopped reading an answer ("
                                    + count + " since the last warning)."));
        }
        // Not a failure of this server.
        System.getLogger(LOG).log(Level.DEBUG, "A client disconnected before it received the whole answer", reason);
        exchange.abort();
    }

    private void send(Exchange exchange, Request request, Answer answer) throws IOException {
        if (answer instanceof Response response) {
            sendResponse(exchange, request, response);
        } else if (answer instanceof Deferred deferred) {
            exchange.park(deferred::abandon);
            try {
                deferred.whenComplete(
                        inFlight.counting(exchange::resume), supplier -> answer(exchange, request, supplier));
            } catch (Throwable e) {
                // A parked exchange must not be answered here.
                HttpFailures.report(e);
                exchange.abort();
            }
        } else if (answer instanceof EventStream stream) {
            sendEvents(exchange, request, stream.source());
        } else {
            upgrade(exchange, request, (WebSocket) answer);
        }
    }

    private void upgrade(Exchange exchange, Request request, WebSocket socket) throws IOException {
        Optional<WebSocketConnection> accepted = sockets.get().tryConnect(socket.source());
        if (accepted.isEmpty()) {
            socket.source().close();
            sendResponse(exchange, request, tooManyListeners());
            return;
        }
        WebSocketConnection connection = accepted.get();
        try {
            prepareHead(exchange, request, socket.head());
            exchange.upgrade(connection);
        } catch (Throwable e) {
            connection.destroy();
            throw e;
        }
    }

    private void sendEvents(Exchange exchange, Request request, EventStream.Source source) throws IOException {
        if (request.isHead() || events.isFull()) {
            source.close();
            sendResponse(exchange, request, events.isFull() ? tooManyListeners() : eventsHead());
            return;
        }
        prepareHead(exchange, request, eventsHead());
        events.add(exchange, source);
    }

    private static Response eventsHead() {
        // nginx must pass on each event at once.
        return Response.written(200, "text/event-stream; charset=utf-8", out -> {})
                .with("X-Accel-Buffering", "no");
    }

    private static Response tooManyListeners() {
        return ProblemDetails.unavailable("Too many clients are listening for events. Try again later.")
                .response();
    }

    private void sendResponse(Exchange exchange, Request request, Response response) throws IOException {
        try {
            prepareHead(exchange, request, response);
            if (!request.isHead() && response.length() != 0) {
                response.body().writeTo(exchange.bodyUntil(System.nanoTime() + HttpLimits.ANSWER_TIMEOUT.toNanos()));
            }
        } finally {
            response.body().end();
        }
        exchange.finish();
    }

    /** Answers with the problem, unless a part of another answer has been sent; then only the connection can be closed. */
    private void fail(Exchange exchange, Request request, Throwable failure) {
        try {
            Response problem = request.answerTo(problem(failure));
            if (exchange.isHeadSent()) {
                exchange.abort();
            } else {
                exchange.reset();
                sendResponse(exchange, request, problem);
            }
        } catch (IOException e) {
            disconnected(exchange, e);
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
            exchange.abort();
        } catch (Throwable e) {
            // The connector answers with 500 itself, and logs both.
            e.addSuppressed(failure);
            throw e;
        }
    }

    private static ProblemDetails problem(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem.problem();
        }
        if (failure instanceof JsonException json) {
            return ProblemDetails.badRequest(String.valueOf(json.getMessage())).with("field", json.field());
        }
        Optional<OutOfMemoryError> shortage = MemoryShortage.in(failure);
        if (shortage.isPresent()) {
            MemoryShortage.report(shortage.get());
            return problem(shortage.get());
        }
        // Finds the logger only when it is needed, because that slows down a cold start.
        System.getLogger(LOG).log(Level.ERROR, "A request failed", failure);
        return ProblemDetails.internalError();
    }

    private static ProblemDetails problem(OutOfMemoryError shortage) {
        return shortage instanceof NotEnoughMemoryError limited && limited.isLasting()
                ? ProblemDetails.doesNotFit(
                        "This does not fit into the memory of the server, also if no other request runs. "
                                + limited.getMessage()
                                + ". Start the server with a larger heap (-Xmx), or delete messages. /raw returns the bytes of a"
                                + " message without reading them.")
                : ProblemDetails.unavailable(
                        "The server has too little memory for this request now. Try again later, or"
                                + " start it with a larger heap (-Xmx).");
    }

    private void prepareHead(Exchange exchange, Request request, Response response) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Cache-Control", "no-store");
        for (Response.Field field : guard.corsHeaders(request)) {
            fields.put(field.name(), field.value());
        }
        for (Response.Field field : response.headers()) {
            fields.put(field.name(), field.value());
        }
        if (response.status() >= 400 && (request.hasBody() || !exchange.isHeadRead())) {
            // The rest of a rejected request must not be read as the next one.
            fields.put("Connection", "close");
        }
        exchange.head(response.status(), fields, response.length());
    }
}

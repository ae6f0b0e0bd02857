package io.github.smtpfake.rest.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.coyote.ActionCode;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * A request of the connector and its answer. Used by one thread at a time; only {@link #resume} may be called by any thread.
 *
 * <p>An exchange that is parked occupies a connection, but no thread.
 */
final class Exchange {
    /** The deadline of a body without an end. */
    static final long NEVER = Long.MAX_VALUE;

    private static final String PARSE_ERROR = "jakarta.servlet.error.exception";
    /** The note in which a request of the connector keeps its exchange. */
    private static final int NOTE = 1;

    private static final AsyncContextCallback NO_CALLBACK = new AsyncContextCallback() {
        @Override
        public void fireOnComplete() {}

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public void incrementInProgressAsyncCount() {}

        @Override
        public void decrementInProgressAsyncCount() {}
    };

    private final Request request;
    private final Response response;
    private final RequestBody body;
    private final WatchedProcessor processor;
    private @Nullable Runnable next;
    private Runnable ifDropped = Exchange::doNothing;
    private Runnable whenGone = Exchange::doNothing;
    private boolean gone;
    private boolean ambiguousBody;

    /**
     * Creates an exchange.
     *
     * @param bodyTimeout the time within which the body of the request must arrive
     */
    Exchange(Request request, Response response, Duration bodyTimeout) {
        this.request = request;
        this.response = response;
        request.setNote(NOTE, this);
        this.processor = WatchedProcessor.of(request);
        this.body = new RequestBody(request, processor, bodyTimeout);
    }

    /** Returns the exchange of a request. */
    static Exchange of(Request request) {
        return (Exchange) request.getNote(NOTE);
    }

    /** Returns why the connector rejects this request, or null if it accepts the request. */
    @Nullable
    ProblemDetails defect() {
        int status = response.getStatus();
        if (status < 400) {
            return null;
        }
        Object failure = request.getAttribute(PARSE_ERROR);
        if (failure != null) {
            return RawHead.defect(request, failure);
        }
        return switch (status) {
            case 501 -> ProblemDetails.notImplemented("This server supports no transfer coding other than chunked.");
            case 503 -> ProblemDetails.unavailable("The server is stopping.");
            default -> ProblemDetails.badRequest("The request is not valid HTTP/1.1.");
        };
    }

    /** Returns whether the connector could read the whole head. */
    boolean isHeadRead() {
        return request.getAttribute(PARSE_ERROR) == null
                && !request.requestURI().isNull();
    }

    /** Returns the version of HTTP, such as {@code HTTP/1.1}; an empty string if it could not be read. */
    String protocol() {
        String protocol = request.protocol().toString();
        return protocol == null ? "" : protocol;
    }

    /** Returns the method as the client sent it. */
    String method() {
        String method = request.getMethod();
        return method == null ? "" : method;
    }

    /**
     * Returns the target of the request.
     *
     * @throws ProblemException with 400 if it contains an incomplete percent-encoding
     */
    URI target() {
        String query = request.queryString().isNull() ? "" : "?" + request.queryString();
        return RequestTarget.parse(RawHead.authority(request) + request.requestURI() + query);
    }

    /** Returns the beginning of the path of a request whose head could not be read. */
    URI targetBeginning() {
        try {
            return RequestTarget.parse(RawHead.targetBeginning(request));
        } catch (ProblemException e) {
            return URI.create("/");
        }
    }

    /** Returns the header fields by name, in a map that ignores case. */
    Map<String, List<String>> headers() {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        MimeHeaders headers = request.getMimeHeaders();
        for (String name : Collections.list(headers.names())) {
            fields.put(name, new ArrayList<>(Collections.list(headers.values(name))));
        }
        if (fields.containsKey("Transfer-Encoding") && RawHead.contains(request, "content-length")) {
            // The connector removes the length, but an ambiguous body must be rejected.
            fields.put("Content-Length", List.of("ignored"));
            ambiguousBody = true;
        }
        return fields;
    }

    /** Returns the port of the server on which the request arrived. */
    int localPort() {
        request.action(ActionCode.REQ_LOCALPORT_ATTRIBUTE, request);
        return request.getLocalPort();
    }

    /** Returns whether the connection uses TLS. */
    boolean isEncrypted() {
        return request.scheme().equals("https");
    }

    /** Returns the body of the request. The first read asks a client for it that waits for 100 Continue. */
    InputStream body() {
        return body;
    }

    /** Returns whether the client may already have a part of the answer. */
    boolean isHeadSent() {
        return response.isCommitted();
    }

    /** Discards what has been prepared of an answer, so that another can replace it. */
    void reset() {
        response.reset();
    }

    /**
     * Sets status and header fields, which the first byte of the body or the end sends.
     *
     * @param length the length of the body, or {@link io.github.smtpfake.rest.internal.http.Response#UNKNOWN_LENGTH}
     */
    void head(int status, Map<String, String> fields, long length) {
        response.setStatus(status);
        MimeHeaders headers = response.getMimeHeaders();
        // Not by Response.setHeader, which changes the Content-Type.
        fields.forEach((name, value) -> headers.setValue(name).setString(value));
        if (length >= 0 && status != 204) {
            response.setContentLength(length);
        }
    }

    /**
     * Returns a stream for the body of the answer. Each write is sent at once or with the next ones; {@link
     * OutputStream#flush} sends it.
     *
     * @param deadline the value of {@link System#nanoTime} after which writing fails, or {@link #NEVER}
     */
    OutputStream bodyUntil(long deadline) {
        return new AnswerBody(deadline);
    }

    /** Ends the answer, and discards the rest of the request, so that the client can read the answer. */
    void finish() {
        processor.beginWait();
        response.action(ActionCode.CLOSE, null);
        processor.endWait();
        if (!isHeadRead() || ambiguousBody || !body.discardRest()) {
            response.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            processor.linger();
        }
    }

    /**
     * Sends the prepared head, and hands the connection over to a WebSocket as soon as this exchange returns to the connector.
     *
     * @throws IOException if the client has disconnected
     */
    void upgrade(WebSocketConnection socket) throws IOException {
        bodyUntil(NEVER).flush();
        request.action(ActionCode.UPGRADE, socket.token(processor.connections()));
    }

    /** Closes the connection, so that the client notices that the answer is incomplete. */
    void abort() {
        response.action(ActionCode.CLOSE_NOW, null);
    }

    /**
     * Releases the thread of this exchange as soon as it returns to the connector.
     *
     * @param ifGone what to do if the connection is closed before the exchange is resumed
     */
    synchronized void park(Runnable ifGone) {
        whenGone = ifGone;
        request.action(ActionCode.ASYNC_START, NO_CALLBACK);
    }

    /**
     * Continues this exchange on a thread of the connector. Must be called at most once each time it is parked.
     *
     * @param dropped what to do instead if the client leaves before the continuation runs
     * @throws RejectedExecutionException if the connection is closed. After any other failure, it is being closed.
     */
    synchronized void resume(Runnable continuation, Runnable dropped) {
        if (gone) {
            throw new RejectedExecutionException("The connection is closed");
        }
        next = continuation;
        ifDropped = dropped;
        try {
            request.action(ActionCode.ASYNC_DISPATCH, null);
        } catch (Throwable e) {
            next = null;
            HttpFailures.report(e);
            abort();
            throw e;
        }
    }

    /** Returns whether this exchange was resumed, and its continuation has not begun yet. Called by any thread. */
    synchronized boolean isResumed() {
        return next != null;
    }

    /**
     * Runs the continuation of a resumed exchange. Called by the connector.
     *
     * @return false if the connection must be closed
     */
    boolean dispatch(SocketEvent event) {
        Runnable continuation;
        boolean isClosed;
        synchronized (this) {
            isClosed = gone || event != SocketEvent.OPEN_READ && event != SocketEvent.OPEN_WRITE;
            continuation = isClosed ? null : next;
            if (continuation != null) {
                next = null;
                whenGone = Exchange::doNothing;
            }
        }
        if (isClosed) {
            close();
            return false;
        }
        if (continuation != null) {
            request.action(ActionCode.ASYNC_DISPATCHED, null);
            continuation.run();
        }
        return true;
    }

    /**
     * Records that the connection is closed, and drops what this exchange still waits for. Called by the connector before it
     * uses its request for another client, and whenever an exchange has ended.
     */
    void close() {
        Runnable dropped;
        Runnable ifGone;
        synchronized (this) {
            gone = true;
            dropped = next == null ? Exchange::doNothing : ifDropped;
            next = null;
            ifGone = whenGone;
            whenGone = Exchange::doNothing;
        }
        try {
            dropped.run();
        } finally {
            ifGone.run();
        }
    }

    private final class AnswerBody extends OutputStream {
        private final long deadline;

        AnswerBody(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (deadline != NEVER && System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("The client reads too slowly");
            }
            processor.beginWait();
            try {
                response.doWrite(ByteBuffer.wrap(bytes, offset, length));
            } finally {
                processor.endWait();
            }
        }

        @Override
        public void flush() throws IOException {
            processor.beginWait();
            response.action(ActionCode.CLIENT_FLUSH, null);
            processor.endWait();
            Exception failure = response.getErrorException();
            if (failure instanceof IOException disconnected) {
                throw disconnected;
            }
        }
    }

    private static void doNothing() {}
}

package io.github.smtpfake.rest.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Processes the requests of a connection, and watches its client: closes the connection if the head of a request arrives so
 * slowly that it never ends, and ends a parked exchange as soon as its client has left. Used by one thread at a time.
 */
final class WatchedProcessor extends Http11Processor {
    /** The note in which a request of the connector keeps its processor. */
    private static final int NOTE = 2;

    private static final int EARLY_BYTES = 8 * 1024;
    private static final long MAX_LINGER_BYTES = 256L << 20;
    private static final long MAX_LINGER_PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Connections connections;
    private final long requestNanos;
    private final long readMillis;
    private boolean reading;
    private long since;

    WatchedProcessor(AbstractHttp11Protocol<?> protocol, Connections connections, Duration requestTimeout) {
        super(protocol, protocol.getAdapter());
        this.connections = connections;
        this.requestNanos = requestTimeout.toNanos();
        this.readMillis = requestTimeout.toMillis();
        getRequest().setNote(NOTE, this);
    }

    Connections connections() {
        return connections;
    }

    /** Returns the processor of a request. */
    static WatchedProcessor of(Request request) {
        return (WatchedProcessor) request.getNote(NOTE);
    }

    @Override
    public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
        connections.beginWork(socket);
        try {
            boolean hasLeft = isAsync() && event == SocketEvent.OPEN_READ && hasLeft(socket);
            if (isAsync() && event == SocketEvent.OPEN_READ && !hasLeft && !isResumed()) {
                // The client has sent something early. If the exchange is resumed from now on, another event follows.
                // Until then, the state of the connector must not be touched.
                watch(socket);
                return SocketState.LONG;
            }
            socket.setReadTimeout(readMillis);
            SocketState state = super.process(socket, hasLeft ? SocketEvent.ERROR : event);
            if (state == SocketState.LONG && isAsync()) {
                watch(socket);
            }
            return state;
        } finally {
            connections.endWork(socket);
        }
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (!reading) {
            reading = true;
            since = System.nanoTime();
        }
        SocketState state = super.service(socket);
        // In this state, a processor waits for the rest of the head, or for the rest of an answer.
        if (state != SocketState.LONG || isAsync()) {
            reading = false;
        } else if (System.nanoTime() - since > requestNanos) {
            return SocketState.CLOSED;
        }
        return state;
    }

    /** Makes the connector report when the client of a parked exchange sends something or leaves; no timeout applies. */
    private static void watch(SocketWrapperBase<?> socket) {
        socket.setReadTimeout(-1);
        socket.registerReadInterest();
    }

    private boolean isResumed() {
        return Exchange.of(getRequest()).isResumed();
    }

    /**
     * Returns whether the client has closed its side of the connection, or sends so much that the server could notice it only by
     * keeping it all. A little, such as the next request, is kept.
     */
    private static boolean hasLeft(SocketWrapperBase<?> socket) {
        byte[] early = new byte[EARLY_BYTES];
        int count = 0;
        try {
            for (int read = 1; read > 0 && count < early.length; count += Math.max(0, read)) {
                read = socket.read(false, early, count, early.length - count);
            }
        } catch (IOException e) {
            return true;
        }
        if (count > 0 && count < early.length) {
            socket.unRead(ByteBuffer.wrap(early, 0, count));
        }
        return count == early.length;
    }

    /** Records that the exchange waits for its client to send or to read. */
    void beginWait() {
        connections.endWork(getSocketWrapper());
    }

    /** Records that the exchange no longer waits for its client. */
    void endWait() {
        connections.beginWork(getSocketWrapper());
    }

    /**
     * Ends the output after an answer, and discards what the client still sends. Otherwise, closing the connection would reset
     * it, and the client could lose the answer. Ends when the client closes its side, pauses, or has sent very much.
     */
    void linger() {
        SocketWrapperBase<?> socket = getSocketWrapper();
        beginWait();
        try {
            if (socket.getSocket() instanceof NioChannel channel && !(channel instanceof SecureNioChannel)) {
                channel.getIOChannel().shutdownOutput();
            }
            socket.setReadTimeout(MAX_LINGER_PAUSE_MILLIS);
            byte[] discarded = new byte[EARLY_BYTES];
            long start = System.nanoTime();
            long total = 0;
            while (total < MAX_LINGER_BYTES && System.nanoTime() - start < requestNanos) {
                total += socket.read(true, discarded, 0, discarded.length);
            }
        } catch (IOException e) {
            // The client has closed the connection, or pauses.
            return;
        } finally {
            endWait();
        }
    }
}

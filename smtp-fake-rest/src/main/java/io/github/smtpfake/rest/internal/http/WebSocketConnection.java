package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.NotEnoughMemoryError;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. It occupies a thread only while the server sends to its client or reads from it, so a slow client delays no
 * other. The connector calls it on one thread at a time; {@link #tick}, {@link #stop} and the signals of the source come from
 * others.
 */
final class WebSocketConnection implements InternalHttpUpgradeHandler, FrameReader.Receiver {
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(54);
    private static final long MAX_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long MAX_CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int READ_BYTES = 4 * 1024;
    private static final byte[] NONE = {};

    private final TextSource source;
    private final LongSupplier nanoTime;
    private final Duration writeTimeout;
    private final Consumer<WebSocketConnection> onEnd;
    private final FrameReader reader = new FrameReader(this);
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final AtomicBoolean isSourceReleased = new AtomicBoolean();
    private final AtomicReference<@Nullable CloseCode> closeRequest = new AtomicReference<>();
    private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();
    private volatile @Nullable Connections connections;
    private volatile @Nullable SocketWrapperBase<?> socket;
    private volatile long lastHeard;
    private volatile long lastPing;
    private volatile boolean isPingDue;
    private volatile boolean isClosing;
    private volatile long closingSince;
    private byte[] pong = NONE;
    private boolean isPongDue;
    private boolean isOver;

    /** The tasks of a stopping server, of which exactly one runs. */
    private record Farewell(Runnable task, Runnable ifDropped) {}

    WebSocketConnection(
            TextSource source, LongSupplier nanoTime, Duration writeTimeout, Consumer<WebSocketConnection> onEnd) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.writeTimeout = writeTimeout;
        this.onEnd = onEnd;
        this.lastHeard = nanoTime.getAsLong();
        this.lastPing = lastHeard;
    }

    /**
     * Returns what the connector needs to hand a connection over to this WebSocket.
     *
     * @param all the connections, in which that of a WebSocket waits for this server until it ends
     */
    UpgradeToken token(Connections all) {
        connections = all;
        // Without the name of the protocol, for which the connector would register statistics.
        return new UpgradeToken(this, null, null, null);
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        wrapper.setWriteTimeout(Math.max(1, writeTimeout.toMillis()));
        Connections all = connections;
        if (all != null) {
            all.beginWork(wrapper);
        }
        socket = wrapper;
    }

    /** Begins to listen. The connector then reports that the client may have sent something, so that the first texts are sent. */
    @Override
    public void init(WebConnection connection) {
        try {
            source.onMore(this::signal);
            if (hasEnded.get()) {
                // It ended in the meantime, and then listened again.
                source.close();
            }
        } catch (Throwable e) {
            HttpFailures.report(e);
            destroy();
        }
    }

    @Override
    public void setSslSupport(SSLSupport support) {}

    /** Does nothing, because {@link #stop} ends the WebSockets of a stopping server. */
    @Override
    public void pause() {}

    /** Does nothing, because {@link #tick} detects timeouts. */
    @Override
    public void timeoutAsync(long now) {}

    /** Ends the WebSocket, whose connection is closed. */
    @Override
    public void destroy() {
        if (hasEnded.compareAndSet(false, true)) {
            onEnd.accept(this);
            Connections all = connections;
            SocketWrapperBase<?> connection = socket;
            if (all != null && connection != null) {
                all.endWork(connection);
            }
            releaseSource();
        }
        Farewell last = farewell.getAndSet(null);
        if (last != null) {
            last.ifDropped.run();
        }
    }

    private void releaseSource() {
        if (isSourceReleased.compareAndSet(false, true)) {
            source.close();
        }
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        if (event != SocketEvent.OPEN_READ && event != SocketEvent.OPEN_WRITE) {
            return SocketState.CLOSED;
        }
        try {
            SocketWrapperBase<?> connection = connection();
            if (event == SocketEvent.OPEN_READ) {
                receive(connection);
            }
            send(connection);
        } catch (FrameException e) {
            closeAfter(e.code());
        } catch (NotEnoughMemoryError e) {
            closeAfter(CloseCode.TRY_AGAIN_LATER);
        } catch (IOException e) {
            isOver = true;
        } catch (Throwable e) {
            HttpFailures.report(e);
            isOver = true;
        }
        return isOver || hasEnded.get() ? SocketState.CLOSED : SocketState.UPGRADED;
    }

    private SocketWrapperBase<?> connection() throws IOException {
        SocketWrapperBase<?> connection = socket;
        if (connection == null) {
            throw new IOException("Not connected");
        }
        return connection;
    }

    /** Reads all that the client has sent so far. */
    private void receive(SocketWrapperBase<?> connection) throws IOException {
        byte[] bytes = new byte[READ_BYTES];
        for (int count = read(connection, bytes); count != 0 && !isOver; count = read(connection, bytes)) {
            if (count < 0) {
                isOver = true;
            } else if (!isClosing) {
                reader.read(ByteBuffer.wrap(bytes, 0, count));
            }
        }
    }

    private static int read(SocketWrapperBase<?> connection, byte[] bytes) throws IOException {
        return connection.read(false, bytes, 0, bytes.length);
    }

    @Override
    public void frame() {
        lastHeard = nanoTime.getAsLong();
    }

    /** Keeps only the last ping, so that a client that does not read pongs occupies no memory (RFC 6455, section 5.5.3). */
    @Override
    public void ping(byte[] payload) {
        pong = payload;
        isPongDue = true;
    }

    @Override
    public void close(byte[] payload) throws IOException {
        write(connection(), Frames.closeReply(payload));
        connection().flush(true);
        isOver = true;
    }

    private void send(SocketWrapperBase<?> connection) throws IOException {
        int seen;
        do {
            seen = signals.get();
            if (isClosing) {
                isOver |= nanoTime.getAsLong() - closingSince >= MAX_CLOSING_NANOS;
            } else if (!isOver) {
                sendOnce(connection);
            }
            // Otherwise, there were more signals in the meantime, for which the connector did not call.
        } while (!signals.compareAndSet(seen, 0));
    }

    private void sendOnce(SocketWrapperBase<?> connection) throws IOException {
        CloseCode code = closeRequest.getAndSet(null);
        if (code != null) {
            beginClose(connection, code);
            return;
        }
        if (isPongDue) {
            isPongDue = false;
            write(connection, Frames.pong(pong));
        }
        if (isPingDue) {
            isPingDue = false;
            write(connection, Frames.ping());
        }
        try {
            for (String text = source.next(); !text.isEmpty(); text = source.next()) {
                write(connection, Frames.text(text));
            }
        } finally {
            source.sent();
        }
        if (source.isOverrun()) {
            beginClose(connection, CloseCode.TRY_AGAIN_LATER);
            return;
        }
        connection.flush(true);
    }

    private static void write(SocketWrapperBase<?> connection, ByteBuffer frame) throws IOException {
        connection.write(true, frame);
    }

    private void closeAfter(CloseCode code) {
        try {
            beginClose(connection(), code);
        } catch (IOException e) {
            isOver = true;
        }
    }

    /**
     * Sends a close frame, and ends the output. From now on, what the client sends is discarded, because closing the connection at
     * once could destroy the frame before the client reads it.
     */
    private void beginClose(SocketWrapperBase<?> connection, CloseCode code) throws IOException {
        if (isClosing) {
            return;
        }
        closingSince = nanoTime.getAsLong();
        isClosing = true;
        releaseSource();
        write(connection, Frames.close(code));
        connection.flush(true);
        if (connection.getSocket() instanceof NioChannel channel && !(channel instanceof SecureNioChannel)) {
            channel.getIOChannel().shutdownOutput();
        }
        Farewell last = farewell.getAndSet(null);
        if (last != null) {
            last.task.run();
        }
    }

    /** Makes the connector call this WebSocket on one of its threads, unless it is about to do so. */
    private void signal() {
        if (signals.getAndIncrement() == 0) {
            wake();
        }
    }

    private void wake() {
        SocketWrapperBase<?> connection = socket;
        if (connection != null) {
            // If no thread can be had, the connector ends the connection, and reports that.
            connection.processSocket(SocketEvent.OPEN_WRITE, true);
        }
    }

    /** Sends a ping if one is due, and closes the connection if the client has not been heard for too long. */
    void tick() {
        long now = nanoTime.getAsLong();
        SocketWrapperBase<?> connection = socket;
        if (connection == null) {
            if (now - lastHeard >= MAX_SILENCE_NANOS) {
                // The connector has lost the connection before it handed it over.
                destroy();
            }
        } else if (connection.isClosed()) {
            // The connector does not report a connection that it has closed by itself.
            destroy();
        } else if (isClosing) {
            if (now - closingSince >= MAX_CLOSING_NANOS) {
                // Whatever signals a failure has left behind.
                wake();
            }
        } else if (now - lastHeard >= MAX_SILENCE_NANOS) {
            closeRequest.compareAndSet(null, CloseCode.SILENT);
            signal();
        } else if (now - lastPing >= PING_NANOS) {
            lastPing = now;
            isPingDue = true;
            signal();
        }
    }

    /** Sends a close frame because the server is stopping, which counts as an answer in flight. */
    void stop(AnswersInFlight inFlight) {
        inFlight.counting((task, dropped) -> {
                    farewell.set(new Farewell(task, dropped));
                    closeRequest.set(CloseCode.GOING_AWAY);
                    signal();
                })
                .execute(() -> {});
        if (hasEnded.get() || isClosing) {
            // The connector may never call again.
            Farewell last = farewell.getAndSet(null);
            if (last != null) {
                last.ifDropped.run();
            }
        }
    }
}

package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.FrameClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that sends texts through a WebSocket, with a clock that tests move. */
final class WebSocketServer implements AutoCloseable {
    private final AtomicLong now = new AtomicLong(1_000);
    private final Texts texts = new Texts();
    private final WebServer server;

    WebSocketServer() {
        this(HttpLimits.DEFAULT);
    }

    WebSocketServer(HttpLimits limits) {
        try {
            this.server = WebServer.start(
                    LoopbackAddress.get(),
                    0,
                    new AccessGuard(List.of()),
                    request -> {
                        WebSocket.check(request);
                        return WebSocket.answering(request, texts);
                    },
                    limits,
                    null,
                    now::get);
        } catch (IOException e) {
            throw new AssertionError("Cannot listen", e);
        }
    }

    /** Texts that a test sends to the only client. */
    static final class Texts implements TextSource {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger closings = new AtomicInteger();
        private volatile boolean overrun;
        private volatile Runnable signal = () -> {};

        void send(String text) {
            addSilently(text);
            signal.run();
        }

        /** Adds a text that no client is told of. */
        void addSilently(String text) {
            queue.add(text);
        }

        /** From now on, the client has lost texts. */
        void overrun() {
            overrun = true;
        }

        @Override
        public String next() {
            String text = queue.poll();
            return text == null ? "" : text;
        }

        @Override
        public boolean isOverrun() {
            return overrun;
        }

        @Override
        public void onMore(Runnable more) {
            signal = more;
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            closed.countDown();
        }

        /** Returns how often this was closed. */
        int closings() {
            return closings.get();
        }

        void awaitClose() throws InterruptedException {
            TimeLimit.await(closed);
        }
    }

    Texts texts() {
        return texts;
    }

    int port() {
        return server.port();
    }

    WebSockets sockets() {
        return server.sockets();
    }

    /** Connects a client. */
    FrameClient open() {
        return FrameClient.open(server.port());
    }

    /** Connects a client, and waits until the server watches its connection: the connector hands it over after the answer. */
    FrameClient openWatched() {
        FrameClient client = open();
        client.frame(FrameClient.PING);
        client.next(FrameClient.PONG);
        return client;
    }

    /** Moves the clock. */
    void pass(Duration time) {
        now.addAndGet(time.toNanos());
        server.sockets().tick();
    }

    @Override
    public void close() {
        server.close();
    }
}

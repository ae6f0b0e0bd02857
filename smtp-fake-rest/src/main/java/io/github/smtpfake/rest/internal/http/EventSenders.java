package io.github.smtpfake.rest.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to the clients that listen for them. A client occupies a thread only while the server sends to it, so a slow
 * client delays no other. Thread-safe.
 */
final class EventSenders implements AutoCloseable {
    private static final int MAX_CLIENTS = 200;
    private static final long HEARTBEAT_SECONDS = 15;

    private final Executor threads;
    private final Set<Sender> senders = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledThreadPoolExecutor clock;

    EventSenders(Executor threads) {
        this.threads = threads;
    }

    boolean isFull() {
        return senders.size() >= MAX_CLIENTS;
    }

    /** Starts to send events to an exchange whose head has already been sent. Stops when the client disconnects. */
    void add(HttpExchange exchange, EventStream.Source source) {
        Sender sender = new Sender(exchange, source);
        senders.add(sender);
        source.onMore(sender::signal);
        sender.beat();
        ensureHeartbeat();
    }

    /** Starts the heartbeat, which detects clients that disconnected while there were no events. */
    private synchronized void ensureHeartbeat() {
        if (clock == null) {
            clock = new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-heartbeat"));
            ScheduledFuture<?> unused = clock.scheduleAtFixedRate(
                    () -> senders.forEach(Sender::beat), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
        senders.forEach(Sender::end);
    }

    private final class Sender implements Runnable {
        private final HttpExchange exchange;
        private final EventStream.Source source;
        private final AtomicInteger signals = new AtomicInteger();
        private volatile boolean heartbeatDue;

        Sender(HttpExchange exchange, EventStream.Source source) {
            this.exchange = exchange;
            this.source = source;
        }

        void beat() {
            heartbeatDue = true;
            signal();
        }

        void signal() {
            if (signals.getAndIncrement() == 0) {
                try {
                    threads.execute(this);
                } catch (RejectedExecutionException e) {
                    // The server is stopping; ending the stream lets the client notice.
                    end();
                }
            }
        }

        @Override
        public void run() {
            int seen;
            do {
                seen = signals.get();
                if (!senders.contains(this)) {
                    return;
                }
                try {
                    send(exchange.getResponseBody());
                } catch (IOException | RuntimeException e) {
                    end();
                    return;
                }
            } while (!signals.compareAndSet(seen, 0));
        }

        private void send(OutputStream out) throws IOException {
            if (heartbeatDue) {
                heartbeatDue = false;
                // A line that begins with a colon is a comment, which clients ignore.
                out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            }
            for (String text = source.next(); !text.isEmpty(); text = source.next()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }

        private void end() {
            if (senders.remove(this)) {
                source.close();
                exchange.close();
            }
        }
    }
}

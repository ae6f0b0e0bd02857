package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.NotEnoughMemoryError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
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

    private final Set<Sender> senders = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;
    private @Nullable ScheduledFuture<?> heartbeat;

    /**
     * Creates senders without clients.
     *
     * @param clock the executor of the heartbeat, which detects clients that disconnected while there were no events
     */
    EventSenders(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    boolean isFull() {
        return senders.size() >= MAX_CLIENTS;
    }

    /** Parks an exchange whose head is prepared, and sends events to it. Stops when the client disconnects. */
    void add(Exchange exchange, EventStream.Source source) {
        Sender sender = new Sender(exchange, source);
        try {
            senders.add(sender);
            exchange.park(sender::end);
            source.onMore(sender::signal);
            sender.beat();
            ensureHeartbeat();
        } catch (Throwable e) {
            sender.fail(e);
            exchange.abort();
        }
    }

    private synchronized void ensureHeartbeat() {
        if (heartbeat == null) {
            heartbeat = clock.scheduleAtFixedRate(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Survives any failure, because the clock would never call a task again that failed. */
    private void beat() {
        for (Sender sender : senders) {
            try {
                sender.beat();
            } catch (Throwable e) {
                sender.fail(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        senders.forEach(Sender::end);
    }

    private final class Sender implements Runnable {
        private final Exchange exchange;
        private final OutputStream out;
        private final EventStream.Source source;
        private final AtomicInteger signals = new AtomicInteger();
        private volatile boolean heartbeatDue;

        Sender(Exchange exchange, EventStream.Source source) {
            this.exchange = exchange;
            this.out = exchange.bodyUntil(Exchange.NEVER);
            this.source = source;
        }

        void beat() {
            heartbeatDue = true;
            signal();
        }

        void signal() {
            if (signals.getAndIncrement() == 0) {
                resume();
            }
        }

        private void resume() {
            try {
                exchange.resume(this, () -> {});
            } catch (RejectedExecutionException e) {
                end();
            }
        }

        @Override
        public void run() {
            int seen = signals.get();
            try {
                if (senders.contains(this)) {
                    send();
                }
                if (senders.contains(this)) {
                    exchange.park(this::end);
                    if (!signals.compareAndSet(seen, 0)) {
                        // There were more signals in the meantime, which did not resume the exchange.
                        resume();
                    }
                    return;
                }
            } catch (IOException | NotEnoughMemoryError e) {
                end();
            } catch (Throwable e) {
                fail(e);
            }
            exchange.abort();
        }

        private void send() throws IOException {
            if (heartbeatDue) {
                heartbeatDue = false;
                // A line that begins with a colon is a comment, which clients ignore.
                out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            }
            try {
                for (String text = source.next(); !text.isEmpty(); text = source.next()) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                }
            } finally {
                source.sent();
            }
            out.flush();
        }

        private void fail(Throwable failure) {
            HttpFailures.report(failure);
            end();
        }

        /** Ends the stream, also while another thread sends; {@link #run} then closes the connection. */
        private void end() {
            if (senders.remove(this)) {
                source.close();
                signal();
            }
        }
    }
}

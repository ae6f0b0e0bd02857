package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends a byte every few milliseconds, which no time-out between bytes ends, until the server closes the connection. */
final class Trickle {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Thread thread;
    private volatile boolean closed;

    private Trickle(SmtpClient client, String bytes) {
        this.thread = new Thread(() -> send(client, bytes), "trickle");
    }

    static Trickle start(SmtpClient client, String bytes) {
        Trickle trickle = new Trickle(client, bytes);
        trickle.thread.setDaemon(true);
        trickle.thread.start();
        return trickle;
    }

    private void send(SmtpClient client, String bytes) {
        try {
            for (int i = 0; i < bytes.length(); i++) {
                client.send(bytes.substring(i, i + 1));
                LockSupport.parkNanos(PERIOD_NANOS);
            }
        } catch (IOException e) {
            closed = true;
        }
    }

    /** Waits until the server closes the connection; fails if everything was sent before. */
    void awaitEnd() throws InterruptedException {
        TimeLimit.join(thread);
        assertThat(closed).as("closed before everything was sent").isTrue();
    }
}

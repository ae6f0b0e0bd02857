package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends a byte every few milliseconds until the server closes the connection, so that no time-out between bytes expires. */
final class Trickle {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Thread thread;
    private volatile boolean closed;

    private Trickle(SmtpClient client, String text) {
        this.thread = new Thread(() -> send(client, text), "trickle");
    }

    static Trickle start(SmtpClient client, String text) {
        Trickle trickle = new Trickle(client, text);
        trickle.thread.setDaemon(true);
        trickle.thread.start();
        return trickle;
    }

    private void send(SmtpClient client, String text) {
        try {
            for (char c : text.toCharArray()) {
                client.send(String.valueOf(c));
                LockSupport.parkNanos(PERIOD_NANOS);
            }
        } catch (IOException e) {
            closed = true;
        }
    }

    /** Waits until the server closes the connection; fails if the server accepted everything. */
    void awaitEnd() throws InterruptedException {
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(closed).as("closed before everything was sent").isTrue();
    }
}

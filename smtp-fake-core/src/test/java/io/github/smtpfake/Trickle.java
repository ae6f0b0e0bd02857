package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends an octet every few milliseconds, which no time-out between octets ever ends, until the server does. */
final class Trickle {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Thread thread;
    private volatile boolean cutOff;

    private Trickle(SmtpClient client, String octets) {
        this.thread = new Thread(() -> send(client, octets), "trickle");
    }

    static Trickle start(SmtpClient client, String octets) {
        Trickle trickle = new Trickle(client, octets);
        trickle.thread.setDaemon(true);
        trickle.thread.start();
        return trickle;
    }

    private void send(SmtpClient client, String octets) {
        try {
            for (int i = 0; i < octets.length(); i++) {
                client.send(octets.substring(i, i + 1));
                LockSupport.parkNanos(PERIOD_NANOS);
            }
        } catch (IOException e) {
            cutOff = true;
        }
    }

    /** Waits until the server takes no more; fails if it has taken everything. */
    void awaitEnd() throws InterruptedException {
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(cutOff).as("cut off before everything was sent").isTrue();
    }
}

package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A waiting test goes on when the client is told that its message was taken, not at the next look of a poll. */
class WakeUpTest {
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 200;

    @Test
    void wakesAWaiterInLessThanAMillisecond() throws Exception {
        List<Long> delays = new ArrayList<>();
        try (SmtpFakeServer server = SmtpFakeServer.start();
                SmtpClient client = SmtpClient.greeted(server)) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                Inbox inbox = server.inbox().sinceNow().within(Duration.ofSeconds(30));
                Background<Long> waiter = Background.of(() -> {
                            inbox.awaitOne();
                            return System.nanoTime();
                        })
                        .untilItWaits();
                client.deliver("Subject: wake up\r\n");
                long told = System.nanoTime();
                delays.add(waiter.get() - told);
            }
        }
        List<Long> sorted =
                delays.subList(WARM_UP, delays.size()).stream().sorted().toList();

        // Not the median: other work may take the processors away now and then, even half of the time.
        assertThat(Duration.ofNanos(sorted.get(ROUNDS / 4)))
                .as("from the 250 to the waiter, lower quartile; the median is %s µs", sorted.get(ROUNDS / 2) / 1000)
                .isLessThan(Duration.ofMillis(1));
    }
}

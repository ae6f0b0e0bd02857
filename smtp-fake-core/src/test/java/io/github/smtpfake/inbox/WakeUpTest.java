package io.github.smtpfake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A waiting test continues as soon as the client receives the 250 for its message: waits do not poll. */
class WakeUpTest {
    private static final int ROUNDS = 20;
    private static final int ATTEMPTS = 50;
    private static final Duration GOAL = Duration.ofMillis(1);

    /** Other work may occupy the processors for a while, so one fast attempt is enough; polling is slow in every attempt. */
    @Test
    void wakesAWaiterInLessThanAMillisecond() throws Exception {
        List<Duration> medians = new ArrayList<>();
        try (SmtpFakeServer server = SmtpFakeServer.startNew();
                SmtpClient client = SmtpClient.greeted(server)) {
            do {
                medians.add(medianDelay(server, client));
            } while (medians.size() < ATTEMPTS
                    && medians.get(medians.size() - 1).compareTo(GOAL) >= 0);
        }

        assertThat(medians)
                .as("time from the 250 to the return of the wait")
                .anyMatch(median -> median.compareTo(GOAL) < 0);
    }

    private static Duration medianDelay(SmtpFakeServer server, SmtpClient client) throws Exception {
        List<Long> delays = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Inbox inbox = server.inbox().sinceNow().withTimeout(Duration.ofSeconds(30));
            Background<Long> waiter = Background.of(() -> {
                        inbox.awaitOne();
                        return System.nanoTime();
                    })
                    .untilItWaits();
            client.deliver("Subject: wake up\r\n");
            long accepted = System.nanoTime();
            delays.add(waiter.get() - accepted);
        }
        return Duration.ofNanos(delays.stream().sorted().toList().get(ROUNDS / 2));
    }
}

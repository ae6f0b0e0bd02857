package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReaperTest {

    @Test
    void continuesAfterAnError() throws Exception {
        CountDownLatch looks = new CountDownLatch(3);
        Limits limits = Limits.builder().idleTimeout(Duration.ofMillis(50)).build();
        Reaper reaper = new Reaper(
                now -> {
                    looks.countDown();
                    throw new NoClassDefFoundError("made up by a test");
                },
                limits);
        reaper.start();
        try {
            TimeLimit.await(looks);
        } finally {
            reaper.stop();
        }
    }
}

package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            reaper.stop();
        }
    }
}

package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.session.SessionEnd;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Limits LIMITS = Limits.builder()
            .idleTimeout(Duration.ofMinutes(10))
            .commandTimeout(Duration.ofMinutes(20))
            .dataTimeout(Duration.ofMinutes(30))
            .writeTimeout(Duration.ofMinutes(40))
            .build();

    private final Deadlines deadlines = new Deadlines(LIMITS);

    private boolean expiresAfter(int minutes) {
        return deadlines.expire(System.nanoTime() + Duration.ofMinutes(minutes).toNanos());
    }

    @Test
    void neverExpiresWithoutAWait() {
        assertThat(expiresAfter(10_000)).isFalse();
        assertThat(deadlines.isInterrupted()).isFalse();
    }

    @Test
    void interruptsAnIdleClientOnce() {
        deadlines.expectCommand(false);
        deadlines.beforeReading();

        assertThat(expiresAfter(9)).isFalse();
        assertThat(expiresAfter(11)).isTrue();
        assertThat(deadlines.interruption()).contains(SessionEnd.TIMEOUT);
        assertThat(expiresAfter(11)).isFalse();
    }

    @Test
    void limitsTheTimeOfACommandFromItsFirstByte() {
        deadlines.expectCommand(false);
        for (int i = 0; i < 3; i++) {
            deadlines.beforeReading();
            deadlines.afterReading();
        }
        deadlines.extend(Duration.ofMinutes(-15).toNanos());
        deadlines.beforeReading();

        assertThat(expiresAfter(4)).isFalse();
        assertThat(expiresAfter(6)).isTrue();
    }

    @Test
    void allowsMoreTimeForAMessageAndAfterAPause() {
        deadlines.expectMessage();
        deadlines.extend(Duration.ofMinutes(-25).toNanos());
        deadlines.beforeReading();
        assertThat(expiresAfter(4)).isFalse();

        deadlines.extend(Duration.ofMinutes(3).toNanos());
        deadlines.beforeReading();
        assertThat(expiresAfter(7)).isFalse();
        assertThat(expiresAfter(9)).isTrue();
    }

    @Test
    void limitsTheTimeOfAWrite() {
        deadlines.beforeWriting();
        assertThat(deadlines.isWriting()).isTrue();
        assertThat(expiresAfter(39)).isFalse();

        deadlines.afterWriting();
        assertThat(deadlines.isWriting()).isFalse();
        assertThat(expiresAfter(41)).isFalse();
    }

    @Test
    void keepsTheFirstReason() {
        deadlines.displace();
        deadlines.beforeWriting();

        assertThat(expiresAfter(1)).isTrue();
        deadlines.stop();
        assertThat(deadlines.interruption()).contains(SessionEnd.DISPLACED);
    }

    @Test
    void countsAPauseAsAWait() {
        deadlines.beforePause();

        assertThat(deadlines.waited(System.nanoTime())).isNotNegative();
        assertThat(expiresAfter(10_000)).isFalse();
        deadlines.clear();
        assertThat(deadlines.waited(System.nanoTime())).isNegative();
    }

    @Test
    void recordsAStop() {
        deadlines.stop();

        assertThat(deadlines.interruption()).contains(SessionEnd.STOPPED);
    }
}

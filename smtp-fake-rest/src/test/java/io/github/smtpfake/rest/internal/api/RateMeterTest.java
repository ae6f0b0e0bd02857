package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.internal.api.RateMeter.Rate;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateMeterTest {
    private static final Rate NONE = new Rate(0, 0);

    /** A clock may have any origin, and a negative value. */
    private long now = Long.MAX_VALUE - 5;

    private final RateMeter meter = new RateMeter(() -> now);

    @Test
    void isZeroWithoutEvents() {
        assertThat(meter.rate(1)).isEqualTo(NONE);
        pass("PT1H");
        assertThat(meter.rate(60)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 60})
    void returnsTheAverageOfTheWindow(int seconds) {
        for (int i = 0; i < 700; i++) {
            meter.add(100);
            meter.add(200);
            pass("PT0.1S");
        }

        assertThat(meter.rate(seconds)).isEqualTo(new Rate(20, 3_000));
    }

    @Test
    void dividesByTheWholeWindowWhileItFills() {
        meter.add(600);
        pass("PT0.1S");

        assertThat(meter.rate(1)).isEqualTo(new Rate(1, 600));
        assertThat(meter.rate(10)).isEqualTo(new Rate(0.1, 60));
        assertThat(meter.rate(60)).isEqualTo(new Rate(1.0 / 60, 10));
    }

    @Test
    void countsOnlyCompleteTenthsOfASecond() {
        meter.add(5);
        pass("PT0.099S");
        assertThat(meter.rate(1)).isEqualTo(NONE);

        pass("PT0.001S");
        assertThat(meter.rate(1)).isEqualTo(new Rate(1, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 60})
    void forgetsEventsThatHaveLeftTheWindow(int seconds) {
        meter.add(5);
        pass("PT0.1S");
        now += Duration.ofSeconds(seconds).minusMillis(100).toNanos();
        assertThat(meter.rate(seconds).amount()).isEqualTo(5.0 / seconds);

        pass("PT0.1S");
        assertThat(meter.rate(seconds)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT60.1S", "PT60.2S", "PT2M0.2S", "PT24H"})
    void startsAgainAfterAPause(String pause) {
        meter.add(5);
        pass(pause);
        assertThat(meter.rate(60)).isEqualTo(NONE);

        meter.add(60);
        pass("PT0.1S");
        assertThat(meter.rate(60)).isEqualTo(new Rate(1.0 / 60, 1));
    }

    @Test
    void losesNoEventOfConcurrentThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    TimeLimit.await(start);
                    for (int j = 0; j < 1_000; j++) {
                        meter.add(2);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : all) {
                TimeLimit.get(each);
            }
        } finally {
            threads.shutdown();
        }
        pass("PT0.1S");

        assertThat(meter.rate(1)).isEqualTo(new Rate(8_000, 16_000));
    }

    private void pass(String duration) {
        now += Duration.parse(duration).toNanos();
    }
}

package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowComparisonsTest {
    private static final int THREADS = 16;
    private static final int SMALL = 65_537;

    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void comparesSmallMessagesFirstButNotForever() throws Exception {
        CountDownLatch busy = new CountDownLatch(THREADS);
        CountDownLatch one = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(41);
        try (SlowComparisons comparisons = new SlowComparisons()) {
            for (int i = 0; i < THREADS; i++) {
                CountDownLatch release = i == 0 ? one : others;
                comparisons.execute(0, () -> {
                    busy.countDown();
                    await(release);
                });
            }
            await(busy);
            comparisons.execute(20 * SMALL, () -> record("large", done));
            for (int i = 0; i < 40; i++) {
                comparisons.execute(SMALL, () -> record("small", done));
            }

            // The only thread that is free.
            one.countDown();
            await(done);
            others.countDown();
        }

        assertThat(order.indexOf("large")).isBetween(10, 30);
    }

    private void record(String what, CountDownLatch done) {
        order.add(what);
        done.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

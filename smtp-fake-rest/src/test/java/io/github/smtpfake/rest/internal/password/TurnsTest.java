package io.github.smtpfake.rest.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.internal.password.HashedPassword.Result;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int WAITING = 3;

    @Test
    void answersAtOnceIfTooManyChecksWait() throws Exception {
        Turns turns = new Turns(WAITING, Duration.ofMinutes(5));
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Result>> checks = new ArrayList<>();
            for (int i = 0; i <= WAITING; i++) {
                checks.add(CompletableFuture.supplyAsync(
                        () -> turns.run(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            boolean result = await(end);
                            running.decrementAndGet();
                            return result;
                        }),
                        threads));
            }
            TimeLimit.until("all to wait", () -> turns.free() == 0);

            assertThat(turns.run(() -> true)).isEqualTo(Result.BUSY);
            end.countDown();
            for (CompletableFuture<Result> check : checks) {
                assertThat(TimeLimit.get(check)).isEqualTo(Result.ACCEPTED);
            }
            assertThat(most).hasValue(1);
            assertThat(turns.free()).isEqualTo(1 + WAITING);
            assertThat(turns.run(() -> false)).isEqualTo(Result.REJECTED);
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void isBusyIfTheTurnDoesNotArriveInTime() {
        Turns turns = new Turns(WAITING, Duration.ZERO);

        // Nested, a check waits for the turn that the outer one has.
        assertThat(turns.run(() -> turns.run(() -> true) == Result.BUSY)).isEqualTo(Result.ACCEPTED);
        assertThat(turns.free()).isEqualTo(1 + WAITING);
    }

    @Test
    void isBusyIfTheThreadIsInterrupted() {
        Turns turns = new Turns(WAITING, Duration.ofMinutes(5));
        Thread.currentThread().interrupt();

        assertThat(turns.run(() -> true)).isEqualTo(Result.BUSY);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(turns.run(() -> true)).isEqualTo(Result.ACCEPTED);
    }

    static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

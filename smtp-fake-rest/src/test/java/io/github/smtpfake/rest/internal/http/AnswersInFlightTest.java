package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswersInFlightTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AnswersInFlight inFlight = new AnswersInFlight();

    @Test
    @Timeout(60)
    void returnsAtOnceIfNoAnswerIsInFlight() {
        inFlight.awaitNone(LONG);
        inFlight.count(() -> {});
        assertThatThrownBy(() -> inFlight.count(() -> {
                    throw new IllegalStateException("of the task");
                }))
                .hasMessage("of the task");
        inFlight.awaitNone(LONG);
    }

    @Test
    @Timeout(60)
    void waitsUntilTheLastAnswerHasFinished() throws Exception {
        List<Runnable> submitted = new ArrayList<>();
        inFlight.counting((task, ifDropped) -> submitted.add(task)).execute(() -> {});
        Thread waiting = new Thread(() -> inFlight.awaitNone(LONG));
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        inFlight.count(() -> {});
        submitted.get(0).run();

        waiting.join();
    }

    @Test
    @Timeout(60)
    void stopsWaitingAtTheTimeout() {
        long start = System.nanoTime();

        inFlight.count(() -> inFlight.awaitNone(Duration.ofMillis(50)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    @Timeout(60)
    void doesNotCountATaskThatTheExecutorRejects() {
        assertThatThrownBy(() -> inFlight.counting((task, ifDropped) -> {
                            throw new RejectedExecutionException("full");
                        })
                        .execute(() -> {}))
                .hasMessage("full");

        inFlight.awaitNone(LONG);
    }

    @Test
    @Timeout(60)
    void doesNotCountATaskWhoseSubmissionFails() {
        assertThatThrownBy(() -> inFlight.counting((task, ifDropped) -> {
                            throw new OutOfMemoryError("full");
                        })
                        .execute(() -> {}))
                .hasMessage("full");

        inFlight.awaitNone(LONG);
    }
}

package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AnswersInFlightTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AnswersInFlight inFlight = new AnswersInFlight();

    @Test
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
    void waitsUntilTheLastAnswerHasFinished() throws Exception {
        List<Runnable> submitted = new ArrayList<>();
        inFlight.counting((task, ifDropped) -> submitted.add(task)).execute(() -> {});
        Thread waiting = new Thread(() -> inFlight.awaitNone(LONG));
        waiting.start();
        TimeLimit.until("the thread to wait", () -> waiting.getState() == Thread.State.TIMED_WAITING);

        inFlight.count(() -> {});
        submitted.get(0).run();

        TimeLimit.join(waiting);
    }

    @Test
    void stopsWaitingAtTheTimeout() {
        long start = System.nanoTime();

        inFlight.count(() -> inFlight.awaitNone(Duration.ofMillis(50)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void doesNotCountATaskThatTheExecutorRejects() {
        assertThatThrownBy(() -> inFlight.counting((task, ifDropped) -> {
                            throw new RejectedExecutionException("full");
                        })
                        .execute(() -> {}))
                .hasMessage("full");

        inFlight.awaitNone(LONG);
    }

    @Test
    void doesNotCountATaskWhoseSubmissionFails() {
        assertThatThrownBy(() -> inFlight.counting((task, ifDropped) -> {
                            throw new OutOfMemoryError("full");
                        })
                        .execute(() -> {}))
                .hasMessage("full");

        inFlight.awaitNone(LONG);
    }
}

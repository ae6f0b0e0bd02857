package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FatalFailureTest {
    private final FatalFailure.Streak streak = new FatalFailure.Streak("Nothing works");

    /** One test, because the failure of a JVM is reported only once. */
    @Test
    void isReportedIfALoopFailsAHundredTimesInSuccessionForAReasonThatLasts() throws Exception {
        CompletableFuture<FatalFailure> reported = CompletableFuture.supplyAsync(FatalFailure::await);
        LinkageError cause = new LinkageError("x");

        fail(99, cause);
        streak.succeed();
        fail(1_000, new OutOfMemoryError("x"));
        fail(1_000, new IOException("Too many open files"));
        fail(99, cause);
        assertThat(reported).isNotDone();
        streak.fail(cause);

        assertThat(TimeLimit.get(reported)).isEqualTo(new FatalFailure("Nothing works", cause));
        FatalFailure.report("Another", new LinkageError("y"));
        assertThat(FatalFailure.await().what()).isEqualTo("Nothing works");
    }

    private void fail(int times, Throwable cause) {
        for (int i = 0; i < times; i++) {
            streak.fail(cause);
        }
    }
}

package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SurvivingLoopTest {
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void continuesAfterAnyFailure() {
        List<Throwable> failures = new ArrayList<>();

        SurvivingLoop.run(() -> rounds.get() == 3, this::fail, failures::add);

        assertThat(failures)
                .extracting(Throwable::getMessage)
                .containsExactly("exception 1", "exception 2", "exception 3");
    }

    @Test
    void continuesIfAFailureCannotBeHandled() {
        SurvivingLoop.run(() -> rounds.get() == 3, this::fail, failure -> {
            throw new OutOfMemoryError("No memory for the text of a log line");
        });

        assertThat(rounds).hasValue(3);
    }

    @Test
    void doesNothingIfItIsOver() {
        SurvivingLoop.run(() -> true, this::fail, failure -> {});

        assertThat(rounds).hasValue(0);
    }

    private void fail() throws Exception {
        throw new Exception("exception " + rounds.incrementAndGet());
    }
}

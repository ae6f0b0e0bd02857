package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurvivingLoopTest {

    /** Fails in each of a number of rounds. */
    private static class Failing extends SurvivingLoop {
        private final List<String> failures = new ArrayList<>();
        private final int rounds;
        private int done;

        Failing(int rounds) {
            this.rounds = rounds;
        }

        @Override
        protected boolean isOver() {
            return done == rounds;
        }

        @Override
        protected void runOnce() throws Exception {
            throw new Exception("exception " + ++done);
        }

        @Override
        protected void handle(Throwable failure) {
            failures.add(failure.getMessage());
        }
    }

    @Test
    void continuesAfterAnyFailure() {
        Failing loop = new Failing(3);

        loop.run();

        assertThat(loop.failures).containsExactly("exception 1", "exception 2", "exception 3");
    }

    @Test
    void continuesIfAFailureCannotBeHandled() {
        Failing loop = new Failing(3) {
            @Override
            protected void handle(Throwable failure) {
                throw new OutOfMemoryError("No memory for the text of a log line");
            }
        };

        loop.run();

        assertThat(loop.done).isEqualTo(3);
    }

    @Test
    void doesNothingIfItIsOver() {
        Failing loop = new Failing(0);

        loop.run();

        assertThat(loop.failures).isEmpty();
    }
}

package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
    private final List<Boolean> flags = new ArrayList<>();

    @Test
    void hidesTheFlagAndGivesItBackWhateverHappens() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Uninterrupted.run(() -> {
                    flags.add(Thread.currentThread().isInterrupted());
                    throw new IllegalStateException("its own");
                }))
                .hasMessage("its own");

        flags.add(Thread.interrupted());
        assertThat(flags).containsExactly(false, true);
    }

    @Test
    void setsNoFlagThatWasNotThere() {
        Uninterrupted.run(() -> flags.add(Thread.currentThread().isInterrupted()));

        flags.add(Thread.interrupted());
        assertThat(flags).containsExactly(false, false);
    }
}

package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UninterruptiblesTest {
    private final List<Boolean> flags = new ArrayList<>();

    @Test
    void clearsTheInterruptFlagDuringTheWorkAndRestoresItAfterwards() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Uninterruptibles.run(() -> {
                    flags.add(Thread.currentThread().isInterrupted());
                    throw new IllegalStateException("expected");
                }))
                .hasMessage("expected");

        flags.add(Thread.interrupted());
        assertThat(flags).containsExactly(false, true);
    }

    @Test
    void leavesTheInterruptFlagClearIfItWasClear() {
        Uninterruptibles.run(() -> flags.add(Thread.currentThread().isInterrupted()));

        flags.add(Thread.interrupted());
        assertThat(flags).containsExactly(false, false);
    }
}

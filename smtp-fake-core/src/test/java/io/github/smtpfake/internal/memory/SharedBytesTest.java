package io.github.smtpfake.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedBytesTest {
    private final MemoryBudget budget = new MemoryBudget(1_000, Duration.ZERO);
    private final MemoryAccount passing = budget.newPassingAccount();
    private final SharedBytes shared = new SharedBytes();

    @Test
    void countsBytesThatAreGivenUpUntilTheLastReaderHasEnded() {
        Reservation first = budget.newReservation();
        Reservation second = budget.newReservation();
        assertThat(first.share(shared)).isTrue();
        assertThat(second.share(shared)).isTrue();
        assertThat(budget.free()).isEqualTo(1_000);

        shared.giveUp(300, passing::add);
        assertThat(budget.free()).isEqualTo(700);

        first.close();
        assertThat(budget.free()).isEqualTo(700);

        second.close();
        assertThat(budget.free()).isEqualTo(1_000);
    }

    @Test
    void acceptsReadersWhileOthersKeepGivenUpBytesCounted() {
        try (Reservation second = budget.newReservation()) {
            try (Reservation first = budget.newReservation()) {
                first.share(shared);
                shared.giveUp(300, passing::add);

                assertThat(second.share(shared)).isTrue();
            }
            assertThat(budget.free()).isEqualTo(700);
        }
        assertThat(budget.free()).isEqualTo(1_000);
    }

    @Test
    void rejectsReadersOfBytesThatNobodyCounts() {
        shared.giveUp(300, passing::add);

        try (Reservation late = budget.newReservation()) {
            assertThat(late.share(shared)).isFalse();
        }
        assertThat(budget.free()).isEqualTo(1_000);
    }

    @Test
    void countsNothingForBytesThatAreGivenUpAfterTheirReaders() {
        try (Reservation reader = budget.newReservation()) {
            reader.share(shared);
        }
        shared.giveUp(300, passing::add);

        assertThat(budget.free()).isEqualTo(1_000);
    }
}

package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class DemandTest {
    private final Demand demand = new Demand();

    @Test
    void holdsOtherWorkBackDuringARequest() {
        long before = System.nanoTime();

        boolean heldBack = demand.during(
                () -> demand.during(demand::isReading) && demand.isReading() && demand.remainingNanos() > 0);

        assertThat(heldBack).isTrue();
        assertThat(demand.isRequestedAfter(before)).isTrue();
        assertThat(demand.isRequestedAfter(System.nanoTime())).isFalse();
    }

    @Test
    void endsARequestThatFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> demand.during(() -> {
                    throw new IllegalStateException("simulated");
                }));

        assertThat(demand.isRequestedAfter(System.nanoTime())).isFalse();
    }
}

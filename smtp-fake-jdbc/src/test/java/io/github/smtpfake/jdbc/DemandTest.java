package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG_TIME = TimeUnit.HOURS.toNanos(1);

    private final AtomicLong now = new AtomicLong(-5);
    private final Demand demand = new Demand(now::get);

    private void pass(long nanos) {
        now.addAndGet(nanos);
    }

    private boolean request() {
        return demand.during(() -> true);
    }

    @Test
    void holdsOtherWorkBackDuringARequest() {
        pass(LONG_TIME);
        long before = now.get();
        pass(1);

        boolean heldBack = demand.during(() -> {
            pass(LONG_TIME);
            return demand.during(demand::isReading) && demand.isReading() && demand.remainingNanos() > 0;
        });

        assertThat(heldBack).isTrue();
        assertThat(demand.isRequestedAfter(before)).isTrue();
        assertThat(demand.isRequestedAfter(now.get())).isFalse();
    }

    @Test
    void holdsOtherWorkBackForSomeTimeAfterARequest() {
        pass(LONG_TIME);
        assertThat(demand.remainingNanos()).isNegative();
        request();

        assertThat(demand.remainingNanos()).isEqualTo(30 * MILLISECOND);
        pass(30 * MILLISECOND);
        assertThat(demand.remainingNanos()).isZero();
        assertThat(demand.isReading()).isFalse();
    }

    @Test
    void holdsOtherWorkBackForSomeTimeAfterAnArrival() {
        pass(LONG_TIME);
        demand.arrived();
        pass(99 * MILLISECOND);

        assertThat(demand.remainingNanos()).isEqualTo(MILLISECOND);
        assertThat(demand.isReading()).isFalse();
    }

    @Test
    void endsARequestThatFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> demand.during(() -> {
                    throw new IllegalStateException("simulated");
                }));

        assertThat(demand.isRequestedAfter(now.get())).isFalse();
    }

    @Test
    void leavesATenthOfTheTimeToOtherWorkWhileMessagesAreRead() {
        pass(LONG_TIME);

        assertThat(demand.<Long>during(() -> demand.longestWaitNanos(10 * MILLISECOND)))
                .isEqualTo(90 * MILLISECOND);
    }

    @Test
    void leavesAHundredthOfTheTimeToOtherWorkWhileMailArrives() {
        demand.arrived();
        pass(99 * MILLISECOND);

        assertThat(demand.longestWaitNanos(5 * MILLISECOND)).isEqualTo(495 * MILLISECOND);
    }

    @Test
    void holdsOtherWorkBackForOneSecondAtMost() {
        demand.arrived();

        assertThat(demand.longestWaitNanos(LONG_TIME)).isEqualTo(1_000 * MILLISECOND);
    }
}

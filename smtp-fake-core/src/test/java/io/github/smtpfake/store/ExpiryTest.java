package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private final Expiry expiry = new Expiry(Duration.ofHours(1));

    private MemoryRow add(long number, Duration age) {
        MemoryRow row =
                new MemoryRow(number, 0, StoreSamples.mail("x", Instant.now().minus(age)), false, List.of());
        expiry.added(row);
        return row;
    }

    @Test
    void findsAMessageThatIsStoredOutOfOrder() {
        MemoryRow recent = add(1, Duration.ZERO);
        MemoryRow old = add(2, Duration.ofHours(2));

        assertThat(expiry.expired(recent)).isEqualTo(old);
    }

    @Test
    void forgetsARemovedMessageThatIsStoredOutOfOrder() {
        MemoryRow recent = add(1, Duration.ZERO);
        MemoryRow old = add(2, Duration.ofHours(2));

        expiry.removed(old.withRead(true));

        assertThat(expiry.expired(recent)).isNull();
    }
}

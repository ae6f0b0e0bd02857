package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.RateMeter.Rate;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final Instant TIME = Instant.parse("2030-01-01T12:00:00Z");

    /** An imported message arrived on another server long ago. */
    private static final Instant IMPORTED = TIME.minusSeconds(1_000_000);

    private long now;
    private final Throughput throughput = new Throughput(() -> now, () -> TIME.plusNanos(now));

    @Test
    void measuresMessagesAndBytesPerSecond() {
        throughput.added(message(TIME, 300));
        throughput.added(message(TIME, 700));
        now += 100_000_000;

        assertThat(throughput.rate(1)).isEqualTo(new Rate(2, 1_000));
        assertThat(throughput.rate(10)).isEqualTo(new Rate(0.2, 100));
    }

    @Test
    void remembersWhenTheFirstAndTheLastMessageWereStored() {
        assertThat(throughput.first()).isEmpty();
        assertThat(throughput.last()).isEmpty();

        for (int i = 0; i < 3; i++) {
            throughput.added(message(IMPORTED, 1));
            now += 1_000_000_000;
        }

        assertThat(throughput.first()).hasValue(TIME);
        assertThat(throughput.last()).hasValue(TIME.plusSeconds(2));
    }

    private static CapturedMessage message(Instant receivedAt, int size) {
        return new CapturedMessage(
                "1234567890123456789012",
                receivedAt,
                new Envelope("a@example.org", List.of("b@example.org"), Map.of(), Map.of()),
                SessionInfo.of("s", TIME, "127.0.0.1:1"),
                new byte[size]);
    }
}

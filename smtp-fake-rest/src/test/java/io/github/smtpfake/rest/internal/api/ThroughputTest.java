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

    private long now;
    private final Throughput throughput = new Throughput(() -> now);

    @Test
    void measuresMessagesAndBytesPerSecond() {
        throughput.added(message(TIME, 300));
        throughput.added(message(TIME, 700));
        now += 100_000_000;

        assertThat(throughput.rate(1)).isEqualTo(new Rate(2, 1_000));
        assertThat(throughput.rate(10)).isEqualTo(new Rate(0.2, 100));
    }

    @Test
    void remembersTheFirstAndTheLastMessage() {
        assertThat(throughput.first()).isEmpty();
        assertThat(throughput.last()).isEmpty();

        throughput.added(message(TIME, 1));
        throughput.added(message(TIME.plusSeconds(1), 1));
        throughput.added(message(TIME.plusSeconds(2), 1));

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

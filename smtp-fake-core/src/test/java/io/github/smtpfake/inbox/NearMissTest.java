package io.github.smtpfake.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A store on disk may delete a message while a failed wait collects its near misses. */
class NearMissTest {
    private static final byte[] RAW = "Subject: Welcome\r\n\r\nHello\r\n".getBytes(UTF_8);

    @Test
    void omitsADeletedMessage() {
        CapturedMessage gone = message(Optional::empty);
        CapturedMessage other = message(() -> Optional.of(RAW.clone()));

        List<NearMiss> closest = NearMiss.closest(MessageQuery.any().subjectContains("Bye"), List.of(gone, other));

        assertThat(closest).extracting(NearMiss::message).containsExactly(other);
    }

    @Test
    void reportsAFailedWaitIfAMessageIsDeletedMeanwhile() throws Exception {
        AtomicBoolean deleted = new AtomicBoolean();
        CapturedMessage gone = message(() -> deleted.get() ? Optional.empty() : Optional.of(RAW.clone()));
        CapturedMessage other = message(() -> Optional.of(RAW.clone()));
        InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
        store.add(gone);
        store.add(other);
        MessageQuery query = MessageQuery.any().matching("is long", message -> {
            boolean isLong = message.raw().length > RAW.length;
            deleted.compareAndSet(false, message.equals(other));
            return isLong;
        });

        AwaitResult result = store.await(query, Mark.START, 1, Duration.ZERO);

        assertThat(result.matches()).isEmpty();
        assertThat(result.nearMisses()).extracting(NearMiss::message).containsExactly(other);
    }

    private static CapturedMessage message(Supplier<Optional<byte[]>> loader) {
        Instant now = Instant.now();
        return new Delivery(
                        Ids.next(),
                        now,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        SessionInfo.of(Ids.next(), now, "192.0.2.1:40000"),
                        RawMessage.onDemand(RAW.length, loader),
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }
}

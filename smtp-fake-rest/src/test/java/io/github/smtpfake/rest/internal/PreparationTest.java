package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private final InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch loaded = new CountDownLatch(1);

    @Test
    void loadsNothingBeforeMailArrives() {
        store.addListener(newPreparation());

        assertThat(loads).hasValue(0);
    }

    @Test
    void loadsOnceAfterMailOnAnotherThread() throws Exception {
        store.addListener(newPreparation());

        add("a");
        assertThat(loaded.await(30, TimeUnit.SECONDS)).isTrue();
        add("b");

        assertThat(loads).hasValue(1);
    }

    private Preparation newPreparation() {
        Thread sender = Thread.currentThread();
        return new Preparation(store, () -> {
            assertThat(Thread.currentThread()).isNotSameAs(sender);
            loads.incrementAndGet();
            loaded.countDown();
        });
    }

    private void add(String id) throws Exception {
        Instant now = Instant.now();
        store.add(
                new CapturedMessage(
                        id,
                        now,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        SessionInfo.of("session", now, "127.0.0.1:40000"),
                        "Subject: test\r\n\r\ntext\r\n".getBytes(US_ASCII)),
                store.mark());
    }
}

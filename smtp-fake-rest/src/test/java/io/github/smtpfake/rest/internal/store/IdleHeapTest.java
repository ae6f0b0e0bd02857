package io.github.smtpfake.rest.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleHeapTest {
    private final Semaphore collections = new Semaphore(0);

    private static CapturedMessage mail() {
        Instant now = Instant.now();
        return new CapturedMessage(
                "1",
                now,
                Envelope.of("app@example.org", List.of("ada@example.org")),
                SessionInfo.of("session", now, "127.0.0.1:40000"),
                "Subject: mail\r\n\r\ntext\r\n".getBytes(UTF_8));
    }

    private boolean isCollected() throws InterruptedException {
        return collections.tryAcquire(30, TimeUnit.SECONDS);
    }

    @Test
    void collectsOnceAfterEachBurst() throws Exception {
        IdleHeap heap = IdleHeap.start(Duration.ofMillis(1), collections::release, () -> 1);

        heap.added(mail());
        assertThat(isCollected()).isTrue();
        heap.added(mail());
        assertThat(isCollected()).isTrue();

        heap.close();
        heap.join();
        assertThat(collections.availablePermits()).isZero();
    }

    @Test
    void collectsAgainWhileTheHeapGrows() throws Exception {
        AtomicLong size = new AtomicLong();
        IdleHeap heap = IdleHeap.start(Duration.ofMillis(1), collections::release, size::incrementAndGet);

        heap.added(mail());
        for (int i = 0; i < 6; i++) {
            assertThat(isCollected()).isTrue();
        }
        heap.added(mail());
        assertThat(isCollected()).isTrue();

        heap.close();
        heap.join();
    }

    @Test
    void doesNotCollectWhileMailArrives() throws Exception {
        IdleHeap heap = IdleHeap.start(Duration.ofHours(1), collections::release, () -> 1);

        heap.added(mail());
        heap.close();
        heap.join();

        assertThat(collections.availablePermits()).isZero();
    }

    @Test
    void doesNotCollectIfNoMailArrives() throws Exception {
        IdleHeap heap = IdleHeap.start(Duration.ZERO, collections::release, () -> 1);

        heap.removed(List.of("1"));
        heap.close();
        heap.join();

        assertThat(collections.availablePermits()).isZero();
    }
}

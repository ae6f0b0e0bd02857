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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleHeapTest {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final SimulatedJvm jvm = new SimulatedJvm();
    /** Without its thread. */
    private final IdleHeap heap = new IdleHeap(QUIET, jvm);

    private static final class SimulatedJvm implements IdleHeap.Jvm {
        private final Semaphore collections = new Semaphore(0);
        private long now = 1_000;
        private long heapSize = 64;
        /** What each collection adds to the size of the heap. */
        private long change;

        private long usedHeap = 50 << 20;
        /** How many bytes are used after a collection until the next look, and for how many looks. */
        private long garbage;

        private int looksWithGarbage;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void collect() {
            heapSize += change;
            usedHeap = 10 << 20;
            collections.release();
        }

        @Override
        public long heapSize() {
            return heapSize;
        }

        @Override
        public long usedHeap() {
            return usedHeap;
        }

        void pass(long nanos) {
            now += nanos;
            if (looksWithGarbage > 0) {
                looksWithGarbage--;
                usedHeap += garbage;
            }
        }

        int collected() {
            return collections.drainPermits();
        }
    }

    private static CapturedMessage mail() {
        Instant now = Instant.now();
        return new CapturedMessage(
                "1",
                now,
                Envelope.of("app@example.org", List.of("ada@example.org")),
                SessionInfo.of("session", now, "127.0.0.1:40000"),
                "Subject: mail\r\n\r\ntext\r\n".getBytes(UTF_8));
    }

    /** Does what the thread does while it has something to do, and returns how often it has collected. */
    private int collectionsUntilIdle() {
        long wait = heap.collectIfDue();
        while (wait != IdleHeap.FOREVER) {
            jvm.pass(wait);
            wait = heap.collectIfDue();
        }
        return jvm.collected();
    }

    @Test
    void waitsUntilNoMailHasArrivedForSomeTime() {
        heap.added(mail());
        jvm.now += QUIET.toNanos() - 1;
        assertThat(heap.collectIfDue()).isOne();

        heap.added(mail());
        jvm.now += QUIET.toNanos() - 7;
        assertThat(heap.collectIfDue()).isEqualTo(7);
        assertThat(jvm.collected()).isZero();

        jvm.now += 7;
        assertThat(heap.collectIfDue()).isEqualTo(QUIET.toNanos());
        assertThat(jvm.collected()).isOne();
    }

    @Test
    void collectsAgainAfterTheSameTime() {
        heap.added(mail());
        jvm.now += QUIET.toNanos();
        heap.collectIfDue();
        jvm.now += QUIET.toNanos() - 1;

        assertThat(heap.collectIfDue()).isOne();
        assertThat(jvm.collected()).isOne();
        jvm.now += 1;
        assertThat(heap.collectIfDue()).isEqualTo(QUIET.toNanos());
        assertThat(jvm.collected()).isOne();
    }

    @Test
    void stopsWhenTheHeapKeepsItsSizeAndIsHardlyUsed() {
        jvm.garbage = 4 << 20;
        jvm.looksWithGarbage = 100;
        heap.added(mail());

        assertThat(collectionsUntilIdle()).isEqualTo(2);
        assertThat(collectionsUntilIdle()).isZero();
    }

    @Test
    void collectsAgainWhileTheHeapGrows() {
        jvm.change = 1;
        heap.added(mail());

        assertThat(collectionsUntilIdle()).isEqualTo(60);
    }

    @Test
    void collectsAgainWhileMessagesAreIndexed() {
        jvm.garbage = (4 << 20) + 1;
        jvm.looksWithGarbage = 6;
        heap.added(mail());

        assertThat(collectionsUntilIdle()).isEqualTo(6);
    }

    @Test
    void collectsAgainWhileTheHeapShrinks() {
        jvm.change = -1;
        heap.added(mail());

        assertThat(collectionsUntilIdle()).isEqualTo(60);
    }

    @Test
    void collectsAfterEachBurst() {
        heap.added(mail());
        assertThat(collectionsUntilIdle()).isEqualTo(2);

        heap.added(mail());
        assertThat(collectionsUntilIdle()).isEqualTo(2);
    }

    @Test
    void postponesFurtherCollectionsWhenMailArrives() {
        heap.added(mail());
        jvm.now += QUIET.toNanos();
        heap.collectIfDue();
        assertThat(jvm.collected()).isOne();
        jvm.now += QUIET.toNanos() - 1;

        heap.added(mail());

        assertThat(heap.collectIfDue()).isEqualTo(QUIET.toNanos());
        assertThat(jvm.collected()).isZero();
        assertThat(collectionsUntilIdle()).isEqualTo(2);
    }

    @Test
    void doesNotCollectIfNoMailArrives() {
        heap.removed(List.of("1"));
        jvm.now += 10 * QUIET.toNanos();

        assertThat(heap.collectIfDue()).isEqualTo(IdleHeap.FOREVER);
        assertThat(jvm.collected()).isZero();
    }

    @Test
    void collectsInItsThreadUntilItIsClosed() throws Exception {
        IdleHeap started = IdleHeap.start(Duration.ZERO, jvm);

        started.added(mail());
        assertThat(jvm.collections.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

        started.close();
        started.join();
    }
}

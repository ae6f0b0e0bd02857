package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.LONG;
import static io.github.smtpfake.store.StoreSamples.ids;
import static io.github.smtpfake.store.StoreSamples.mailFor;
import static io.github.smtpfake.store.StoreSamples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.testing.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many threads that use a store at once. */
interface ConcurrencyContract extends StoreFixture {
    int THREADS = 32;
    int ROUNDS = 10;

    /**
     * In each round, each thread adds two messages, waits for one of the next thread, reads, tags, and deletes the other
     * one. A thread is never more than one round ahead of the thread that it waits for, so no thread waits for ever.
     */
    @Test
    default void losesAndRepeatsNothing() throws Exception {
        ListenerContract.Recorder recorder = new ListenerContract.Recorder();
        store().addListener(recorder);
        Set<Long> numbers = ConcurrentHashMap.newKeySet();

        List<Background<Void>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            threads.add(Background.of(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    useStore(thread, round, numbers);
                }
                return null;
            }));
        }
        for (Background<Void> each : threads) {
            each.get();
        }

        int each = THREADS * ROUNDS;
        assertThat(numbers).as("numbers, each used once").hasSize(2 * each);
        List<StoredMessage> rest = store().next(StoreQuery.all(), 10 * each);
        assertThat(rest).hasSize(each).extracting(StoredMessage::number).isSorted();
        assertThat(rest).extracting(StoredMessage::isRead).containsOnly(true);
        assertThat(store().tags())
                .hasSize(THREADS)
                .allSatisfy((tag, count) -> assertThat(count).isEqualTo(ROUNDS));
        Counters counters = store().counters();
        assertThat(counters.received()).isEqualTo(2L * each);
        assertThat(counters.deleted()).isEqualTo(each);
        assertThat(counters.stored()).isEqualTo(each);
        assertThat(counters.sessions()).isEqualTo(each);
        assertThat(ids(recorder.lastAdded)).hasSize(2 * each).doesNotHaveDuplicates();
        assertThat(recorder.removed).hasSize(each).doesNotHaveDuplicates();
        assertThat(store().sessions(SessionQuery.any().ended(SessionEnd.QUIT), 0, 0)
                        .matched())
                .isEqualTo(each);
    }

    private void useStore(int thread, int round, Set<Long> numbers) throws Exception {
        Mark mark = store().mark();
        Snapshot session = Snapshot.of("session " + thread + "." + round);
        store().add(session);
        CapturedMessage kept = mailFor(address(thread, round), "kept");
        CapturedMessage dropped = mailFor("dropped@example.org", "dropped");
        store().add(kept);
        store().add(dropped);
        assertThat(store().mark().message()).isGreaterThanOrEqualTo(mark.message() + 2);
        assertThat(numbers.add(stored(store(), kept).number()))
                .as("a new number")
                .isTrue();
        assertThat(numbers.add(stored(store(), dropped).number()))
                .as("a new number")
                .isTrue();

        MessageQuery other = MessageQuery.any().recipient(address((thread + 1) % THREADS, round));
        assertThat(store().await(other, Mark.START, 1, LONG).matches()).hasSize(1);

        Page page = store().page(StoreQuery.all().since(mark), 0, 10);
        assertThat(page.messages()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
        assertThat(store().retag(StoreQuery.ids(List.of(kept.id())), tags -> List.of("thread" + thread)))
                .isEqualTo(1);
        assertThat(store().markRead(StoreQuery.ids(List.of(kept.id())), true)).isEqualTo(1);
        assertThat(store().delete(dropped.id())).isTrue();
        assertThat(store().message(dropped.id())).isEmpty();
        store().changed(session.ended(SessionEnd.QUIT));
    }

    private static String address(int thread, int round) {
        return "user" + thread + "." + round + "@example.org";
    }

    /** Readers see messages in order and without duplicates while others add, delete and evict. */
    @Test
    default void readersSeeOrderedPagesWhileOthersEvict() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(20).build());
        AtomicBoolean over = new AtomicBoolean();
        List<Background<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(Background.of(() -> {
                while (!over.get()) {
                    assertThat(small.page(StoreQuery.all(), 0, 100).messages())
                            .hasSizeLessThanOrEqualTo(20)
                            .extracting(row -> -row.number())
                            .isSorted()
                            .doesNotHaveDuplicates();
                    List<StoredMessage> batch = small.next(StoreQuery.all(), 5);
                    assertThat(batch).extracting(StoredMessage::number).isSorted();
                    batch.forEach(row -> assertThat(row.message().size()).isPositive());
                }
                return null;
            }));
        }
        try {
            for (int i = 0; i < 500; i++) {
                CapturedMessage message = mailFor("ada@example.org", "message " + i);
                small.add(message);
                if (i % 10 == 9) {
                    assertThat(small.delete(message.id())).isTrue();
                }
            }
        } finally {
            over.set(true);
        }
        for (Background<Void> each : readers) {
            each.get();
        }
        Counters counters = small.counters();
        assertThat(counters.stored()).isBetween(18L, 20L);
        assertThat(counters.received()).isEqualTo(500);
        assertThat(counters.evicted() + counters.deleted() + counters.stored()).isEqualTo(500);
    }

    /** A wait for all messages misses none, even if messages arrive while it examines others. */
    @Test
    default void aWaitMissesNoMessage() throws Exception {
        int adding = 8;
        int each = 100;
        Background<List<CapturedMessage>> waiting =
                Background.of(() -> store().await(MessageQuery.any(), Mark.START, adding * each, LONG)
                        .matches());
        List<Background<Void>> threads = new ArrayList<>();
        for (int i = 0; i < adding; i++) {
            threads.add(Background.of(() -> {
                for (int message = 0; message < each; message++) {
                    store().add(mailFor("ada@example.org", "x"));
                }
                return null;
            }));
        }

        assertThat(waiting.get()).hasSize(adding * each).doesNotHaveDuplicates();
        for (Background<Void> thread : threads) {
            thread.get();
        }
        assertThat(store().next(StoreQuery.all(), 10 * adding * each))
                .extracting(row -> row.message().id())
                .as("the order of the wait is the order of the numbers")
                .isEqualTo(ids(waiting.get()));
    }
}

package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreTest {
    private final MessageStore store = new InMemoryMessageStore(Limits.defaults());

    @Test
    void keepsMessagesInTheOrderOfTheirArrival() throws StoreFullException {
        CapturedMessage first = add(store, "first");
        CapturedMessage second = add(store, "second");

        assertThat(Stored.messages(store)).containsExactly(first, second);
        assertThat(store.message(first.id()).map(StoredMessage::message)).containsSame(first);
        assertThat(store.message("unknown")).isEmpty();
        assertThat(store.counters())
                .isEqualTo(new Counters(2, first.size() + second.size(), 0, 0, 2, first.size() + second.size(), 0));
    }

    @Test
    void evictsTheOldestAboveTheCount() throws StoreFullException {
        MessageStore small =
                new InMemoryMessageStore(Limits.builder().storedMessages(2).build());
        CapturedMessage first = add(small, "first");
        CapturedMessage second = add(small, "second");
        CapturedMessage third = add(small, "third");

        assertThat(Stored.messages(small)).containsExactly(second, third);
        assertThat(small.message(first.id())).isEmpty();
        assertThat(small.counters())
                .isEqualTo(new Counters(
                        3, first.size() + second.size() + third.size(), 1, 0, 2, second.size() + third.size(), 0));
    }

    @Test
    void evictsAsManyMessagesAsANewOneNeeds() throws StoreFullException {
        long envelope = EnvelopeSize.of(TestMail.of(new byte[0]).envelope());
        MessageStore small = new InMemoryMessageStore(
                Limits.builder().storedBytes(100 + 10 * envelope).build());
        for (int i = 0; i < 10; i++) {
            small.add(TestMail.of(new byte[10]));
        }
        assertThat(small.counters()).isEqualTo(new Counters(10, 100, 0, 0, 10, 100, 0));

        CapturedMessage large = TestMail.of(new byte[(int) (95 + 9 * envelope)]);
        small.add(large);

        assertThat(Stored.messages(small)).containsExactly(large);
        assertThat(small.counters()).isEqualTo(new Counters(11, 100 + large.size(), 10, 0, 1, large.size(), 0));
    }

    @Test
    void evictsMessagesThatAreTooOldInAnyOrder() throws StoreFullException {
        MessageStore forgetful = new InMemoryMessageStore(
                Limits.builder().storedAge(Duration.ofHours(1)).build());
        Instant now = Instant.now();
        List<CapturedMessage> messages = Stream.of(
                        now.minusSeconds(3_000), now, now.minusSeconds(3_601), now.minusSeconds(60))
                .map(StoreTest::receivedAt)
                .toList();
        for (CapturedMessage message : messages) {
            forgetful.add(message);
        }

        assertThat(Stored.messages(forgetful)).containsExactly(messages.get(0), messages.get(1), messages.get(3));
        assertThat(forgetful.message(messages.get(2).id())).isEmpty();
        assertThat(forgetful.counters().evicted()).isEqualTo(1);
        assertThat(forgetful.evictedAfter(Mark.START)).isEqualTo(1);
    }

    private static CapturedMessage receivedAt(Instant time) {
        CapturedMessage template = TestMail.of(new byte[10]);
        return new CapturedMessage(Ids.next(), time, template.envelope(), template.session(), template.raw());
    }

    @Test
    void rejectsAMessageThatCannotFitAndKeepsTheOthers() throws StoreFullException {
        long envelope = EnvelopeSize.of(TestMail.of(new byte[0]).envelope());
        MessageStore small = new InMemoryMessageStore(
                Limits.builder().storedBytes(100 + envelope).build());
        CapturedMessage kept = TestMail.of(new byte[100]);
        small.add(kept);

        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> small.add(TestMail.of(new byte[101])))
                .withMessage("The message has 101 bytes and an envelope of " + envelope
                        + " bytes, but the store holds only " + (100 + envelope));
        assertThat(Stored.messages(small)).containsExactly(kept);
    }

    @Test
    void deletesByIdAndByQuery() throws StoreFullException {
        CapturedMessage first = add(store, "first");
        CapturedMessage second = add(store, "second");
        CapturedMessage third = add(store, "second again");

        assertThat(store.delete(first.id())).isTrue();
        assertThat(store.delete(first.id())).isFalse();
        assertThat(store.delete(StoreQuery.of(MessageQuery.any().subjectContains("again"))))
                .isEqualTo(1);
        assertThat(Stored.messages(store)).containsExactly(second);
        assertThat(store.delete(StoreQuery.all())).isEqualTo(1);
        assertThat(store.delete(StoreQuery.all())).isZero();
        assertThat(store.message(third.id())).isEmpty();
        assertThat(store.counters())
                .isEqualTo(new Counters(3, first.size() + second.size() + third.size(), 0, 3, 0, 0, 0));
    }

    @Test
    void callsListenersOnEachChangeInOrder() throws StoreFullException {
        MessageStore small =
                new InMemoryMessageStore(Limits.builder().storedMessages(1).build());
        List<String> calls = new ArrayList<>();
        StoreListener listener = new StoreListener() {
            @Override
            public void added(CapturedMessage message) {
                calls.add("added " + message.subject().orElseThrow());
            }

            @Override
            public void removed(List<String> ids) {
                calls.add("removed " + ids);
            }

            @Override
            public void changed(SmtpSession session) {
                calls.add("changed " + session.id());
            }
        };
        small.addListener(listener);

        CapturedMessage first = add(small, "first");
        CapturedMessage second = add(small, "second");
        small.delete(second.id());
        small.delete(second.id());
        small.removeListener(listener);
        add(small, "third");

        assertThat(calls)
                .containsExactly(
                        "added first", "removed [" + first.id() + "]", "added second", "removed [" + second.id() + "]");
    }

    @Test
    void returnsListsThatDoNotChange() throws StoreFullException {
        add(store, "first");
        List<CapturedMessage> seen = Stored.messages(store);

        add(store, "second");

        assertThat(seen).hasSize(1);
    }

    @Test
    void countsOnlyEvictionsInAResult() throws Exception {
        MessageStore small =
                new InMemoryMessageStore(Limits.builder().storedMessages(2).build());
        add(small, "deleted");
        small.delete(StoreQuery.all());
        Mark mark = small.mark();
        for (int i = 0; i < 5; i++) {
            add(small, "message " + i);
        }

        assertThat(small.await(MessageQuery.any(), Mark.START, 0, Duration.ZERO).evicted())
                .isEqualTo(3);
        assertThat(small.await(MessageQuery.any(), mark, 0, Duration.ZERO).evicted())
                .isEqualTo(3);
        assertThat(small.await(MessageQuery.any(), small.mark(), 0, Duration.ZERO)
                        .evicted())
                .isZero();
    }

    @Test
    void losesNoMessageInConcurrentUse() throws Exception {
        int threads = 8;
        int each = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> adding = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                adding.add(pool.submit(() -> {
                    for (int m = 0; m < each; m++) {
                        add(store, "x");
                    }
                    return null;
                }));
            }
            assertThat(store.await(MessageQuery.any(), Mark.START, threads * each, Duration.ofSeconds(30))
                            .matches())
                    .hasSize(threads * each)
                    .doesNotHaveDuplicates();
            for (Future<?> add : adding) {
                add.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.counters().received()).isEqualTo((long) threads * each);
    }

    private static CapturedMessage add(MessageStore store, String subject) throws StoreFullException {
        CapturedMessage message = TestMail.of("Subject: " + subject, "", "text");
        store.add(message);
        return message;
    }
}

package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.ids;
import static io.github.smtpfake.store.StoreSamples.mail;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.MessageStore.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bounds of the messages in a store, and the evictions that keep them. */
interface BoundsContract extends StoreFixture {

    @Test
    default void evictsTheOldestMessagesByTheirCount() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(2).build());
        List<CapturedMessage> messages = addAll(small, "1", "2", "3", "4", "5");

        assertThat(allSubjects(small)).containsExactly("4", "5");
        assertThat(small.message(messages.get(0).id())).isEmpty();
        assertThat(small.markOf(messages.get(0).id())).isEmpty();
        assertThat(small.page(StoreQuery.all(), 0, 9).matched()).isEqualTo(2);
        long size = messages.get(0).size();
        assertThat(small.counters()).isEqualTo(new Counters(5, 5 * size, 3, 0, 2, 2 * size, 0));
    }

    @Test
    default void evictsTheOldestMessagesByTheirSize() throws Exception {
        MessageStore small = store(Limits.builder().storedBytes(10_000).build());
        List<CapturedMessage> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(ofSize(3_000));
            small.add(messages.get(i));
        }

        assertThat(small.next(StoreQuery.all(), 9))
                .extracting(row -> row.message().id())
                .isEqualTo(ids(messages.subList(2, 5)));
        assertThat(small.counters()).isEqualTo(new Counters(5, 15_000, 2, 0, 3, 9_000, 0));
    }

    @Test
    default void evictsAsManyMessagesAsANewOneNeeds() throws Exception {
        MessageStore small = store(Limits.builder().storedBytes(10_000).build());
        for (int i = 0; i < 5; i++) {
            small.add(ofSize(1_000));
        }
        assertThat(small.counters().evicted()).isZero();

        CapturedMessage large = ofSize(9_000);
        small.add(large);

        assertThat(small.next(StoreQuery.all(), 9))
                .singleElement()
                .satisfies(row -> assertThat(row.message()).isEqualTo(large));
        assertThat(small.counters()).isEqualTo(new Counters(6, 14_000, 5, 0, 1, 9_000, 0));
    }

    private static CapturedMessage ofSize(int bytes) {
        return mail(new byte[bytes]);
    }

    @Test
    default void evictsTheOldestMessagesByTheirEnvelopes() throws Exception {
        MessageStore small = store(Limits.builder().storedBytes(100_000).build());
        Envelope envelope = Envelope.of("app@example.org", Collections.nCopies(10, "x".repeat(4_000) + "@example.org"));
        for (int i = 0; i < 5; i++) {
            small.add(mail(envelope, Instant.now(), new byte[3]));
        }

        assertThat(small.counters()).isEqualTo(new Counters(5, 15, 3, 0, 2, 6, 0));
    }

    @Test
    default void aDiscardedBodyOccupiesNoSpace() throws Exception {
        MessageStore small = store(Limits.builder().storedBytes(10_000).build());
        byte[] header = "Subject: large\r\n\r\n".getBytes(UTF_8);
        byte[] raw = Arrays.copyOf(header, 20_000);
        for (int i = 0; i < 3; i++) {
            small.add(Delivery.of(mail(raw)).withoutBody().toMessage(CapturedMessage.class));
        }

        assertThat(small.counters()).isEqualTo(new Counters(3, 60_000, 0, 0, 3, 3L * header.length, 0));
        for (StoredMessage stored : small.next(StoreQuery.all(), 9)) {
            CapturedMessage message = stored.message();
            assertThat(message.size()).isEqualTo(raw.length);
            assertThat(message.raw()).isEqualTo(header);
            assertThat(Delivery.keptSize(message)).isEqualTo(header.length);
            assertThat(Delivery.of(message).raw().isComplete()).isFalse();
            assertThat(message.subject()).contains("large");
        }
        assertThat(small.delete(StoreQuery.all())).isEqualTo(3);
        assertThat(small.counters()).isEqualTo(new Counters(3, 60_000, 0, 3, 0, 0, 0));
    }

    @Test
    default void aDeletedMessageOccupiesNoSpace() throws Exception {
        MessageStore small =
                store(Limits.builder().storedMessages(3).storedBytes(10_000).build());
        for (int i = 0; i < 3; i++) {
            small.add(ofSize(3_000));
        }
        small.delete(StoreQuery.all());

        small.add(ofSize(9_000));

        assertThat(small.counters()).isEqualTo(new Counters(4, 18_000, 0, 3, 1, 9_000, 0));
    }

    @Test
    default void rejectsAMessageThatCannotFitAndKeepsTheOthers() throws Exception {
        MessageStore small = store(Limits.builder().storedBytes(1_000).build());
        CapturedMessage kept = add(small, "kept");
        Mark mark = small.mark();

        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> small.add(ofSize(1_001)))
                .withMessageContaining("1001")
                .withMessageContaining("1000");
        assertThatExceptionOfType(StoreFullException.class)
                .as("because of its envelope")
                .isThrownBy(() -> small.add(
                        mail(Envelope.of("x".repeat(1_001), List.of("ada@example.org")), Instant.now(), new byte[1])));

        assertThat(allSubjects(small)).containsExactly("kept");
        assertThat(small.mark()).isEqualTo(mark);
        assertThat(small.counters()).isEqualTo(new Counters(1, kept.size(), 0, 0, 1, kept.size(), 0));
        add(small, "small again");
        assertThat(allSubjects(small)).containsExactly("kept", "small again");
    }

    @Test
    default void returnsHowManyMessagesWereEvictedAfterAMark() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(2).build());
        addAll(small, "1", "2");
        Mark two = small.mark();
        assertThat(small.evictedAfter(Mark.START)).isZero();
        addAll(small, "3", "4", "5");

        assertThat(small.evictedAfter(Mark.START)).isEqualTo(3);
        assertThat(small.evictedAfter(two)).isEqualTo(1);
        assertThat(small.evictedAfter(small.mark())).isZero();
        assertThat(evictedInResult(small, Mark.START)).isEqualTo(3);
        assertThat(evictedInResult(small, two)).isEqualTo(1);
        assertThat(evictedInResult(small, small.mark())).isZero();
    }

    private static long evictedInResult(MessageStore store, Mark mark) throws InterruptedException {
        return store.await(MessageQuery.any(), mark, 0, Duration.ZERO).evicted();
    }

    @Test
    default void doesNotCountADeletionAsAnEviction() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(2).build());
        addAll(small, "deleted");
        small.delete(StoreQuery.all());
        assertThat(small.evictedAfter(Mark.START)).isZero();
        assertThat(evictedInResult(small, Mark.START)).isZero();
        Mark mark = small.mark();
        addAll(small, "1", "2", "3");

        assertThat(small.evictedAfter(mark)).isEqualTo(1);
        assertThat(small.evictedAfter(Mark.START)).isEqualTo(1);
    }

    @Test
    default void keepsItsBoundsAfterDeletionsInTheMiddle() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(4).build());
        for (int round = 0; round < 50; round++) {
            addAll(small, "a", "b", "c");
            small.delete(StoreQuery.of(MessageQuery.any().subjectContains("b")));
        }

        assertThat(allSubjects(small)).containsExactly("c", "a", "c");
        assertThat(small.counters().stored()).isEqualTo(3);
        assertThat(small.counters().received()).isEqualTo(150);
        assertThat(small.counters().evicted() + small.counters().deleted()).isEqualTo(147);
    }
}

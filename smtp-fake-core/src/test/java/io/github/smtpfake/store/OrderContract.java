package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.mail;
import static io.github.smtpfake.store.StoreSamples.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.MessageStore.Counters;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order and the numbers of messages, and the way to one of them. */
interface OrderContract extends StoreFixture {

    @Test
    default void startsEmpty() {
        assertThat(allSubjects(store())).isEmpty();
        assertThat(store().mark()).isEqualTo(Mark.START);
        assertThat(store().counters()).isEqualTo(new Counters(0, 0, 0, 0, 0, 0, 0));
        store().requireAvailable();
    }

    @Test
    default void keepsMessagesInTheOrderOfTheirArrival() throws Exception {
        CapturedMessage first = mail("first", Instant.parse("2026-01-02T00:00:00Z"));
        CapturedMessage second = mail("second, received earlier", Instant.parse("2026-01-01T00:00:00Z"));
        store().add(first);
        store().add(second);

        assertThat(allSubjects(store())).containsExactly("first", "second, received earlier");
        long size = (long) first.size() + second.size();
        assertThat(store().counters()).isEqualTo(new Counters(2, size, 0, 0, 2, size, 0));
    }

    @Test
    default void givesEachMessageAHigherNumber() throws Exception {
        long highest = 0;
        for (int i = 0; i < 5; i++) {
            CapturedMessage message = add(store(), "message " + i);

            long number = stored(store(), message).number();
            assertThat(number).isGreaterThan(highest);
            assertThat(store().mark().message()).isEqualTo(number);
            highest = number;
        }
    }

    @Test
    default void neverUsesANumberAgain() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "first", "second");
        long highest = stored(store(), messages.get(1)).number();

        store().delete(messages.get(1).id());
        assertThat(store().mark().message()).as("the mark after a deletion").isEqualTo(highest);
        long next = stored(store(), add(store(), "third")).number();
        assertThat(next).isGreaterThan(highest);

        store().delete(StoreQuery.all());
        assertThat(stored(store(), add(store(), "fourth")).number()).isGreaterThan(next);
    }

    @Test
    default void neverUsesTheNumberOfAnEvictedMessageAgain() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(1).build());
        long highest = stored(small, add(small, "first")).number();

        assertThat(stored(small, add(small, "second")).number()).isGreaterThan(highest);
    }

    @Test
    default void findsAMessageByItsId() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "first", "second");

        assertThat(stored(store(), messages.get(0)).message().subject()).contains("first");
        assertThat(stored(store(), messages.get(1)).message().subject()).contains("second");
        assertThat(store().message("unknown")).isEmpty();
        assertThat(store().message("")).isEmpty();
    }

    @Test
    default void findsAMessageByItsIdOnlyIfTheCaseIsTheSame() throws Exception {
        CapturedMessage lower = withId("aaaaaaaaaaaaaaaaaaaaaa", "lower");
        CapturedMessage upper = withId("AAAAAAAAAAAAAAAAAAAAAA", "upper");
        store().add(lower);
        assertThat(store().message(upper.id())).isEmpty();

        store().add(upper);

        assertThat(stored(store(), lower).message().subject()).contains("lower");
        assertThat(stored(store(), upper).message().subject()).contains("upper");
        assertThat(store().delete(upper.id())).isTrue();
        assertThat(allSubjects(store())).containsExactly("lower");
    }

    @Test
    default void rejectsAMessageThatItKeepsAlready() throws Exception {
        CapturedMessage first = withId("aaaaaaaaaaaaaaaaaaaaaa", "first");
        CapturedMessage again = withId("aaaaaaaaaaaaaaaaaaaaaa", "again");
        store().add(first);
        Mark mark = store().mark();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().add(again))
                .withMessageContaining(first.id());

        assertThat(allSubjects(store())).containsExactly("first");
        assertThat(store().mark()).isEqualTo(mark);
        assertThat(store().counters()).isEqualTo(new Counters(1, first.size(), 0, 0, 1, first.size(), 0));
    }

    @Test
    default void rejectsADuplicateWithoutEvictingAMessage() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(2).build());
        CapturedMessage first = withId("aaaaaaaaaaaaaaaaaaaaaa", "first");
        small.add(first);
        add(small, "second");

        assertThatIllegalArgumentException().isThrownBy(() -> small.add(first));

        assertThat(allSubjects(small)).containsExactly("first", "second");
        assertThat(small.counters().evicted()).isZero();
    }

    @Test
    default void storesAMessageWithTheMarkOfItsBeginning() throws Exception {
        Mark beginning = store().mark();
        store().add(Snapshot.of("client"));
        Mark later = store().mark();
        CapturedMessage slow = add(store(), beginning, "slow");
        CapturedMessage next = add(store(), later, "next");
        store().changed(Snapshot.of("client").withHelo("name"));
        CapturedMessage imported = add(store(), "imported");

        assertThat(stored(store(), slow).begun()).isEqualTo(beginning.session());
        assertThat(stored(store(), next).begun()).isEqualTo(later.session());
        assertThat(stored(store(), imported).begun())
                .as("a message without a transaction begins when it arrives")
                .isEqualTo(store().mark().session());
    }

    private static CapturedMessage withId(String id, String subject) {
        CapturedMessage message = mail(subject);
        return new CapturedMessage(id, message.receivedAt(), message.envelope(), message.session(), message.raw());
    }
}

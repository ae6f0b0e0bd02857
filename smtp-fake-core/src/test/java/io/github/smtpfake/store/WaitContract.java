package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.ENVELOPE;
import static io.github.smtpfake.store.StoreSamples.LONG;
import static io.github.smtpfake.store.StoreSamples.MOMENT;
import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.ids;
import static io.github.smtpfake.store.StoreSamples.sessionIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.testing.Background;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits for messages and for changes. */
interface WaitContract extends StoreFixture {
    MessageQuery WANTED = MessageQuery.any().subjectContains("wanted");

    @Test
    default void returnsAtOnceIfEnoughMessagesHaveArrived() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "wanted 1", "other", "wanted 2");

        AwaitResult result = store().await(WANTED, Mark.START, 1, LONG);

        assertThat(ids(result.matches()))
                .as("all that match, in the order of their arrival")
                .containsExactly(messages.get(0).id(), messages.get(2).id());
        assertThat(result.nearMisses()).isEmpty();
        assertThat(result.mark().message()).isEqualTo(store().mark().message());
    }

    @Test
    default void returnsAsSoonAsAMessageArrives() throws Exception {
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, Mark.START, 1, LONG)).untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        CapturedMessage message = add(store(), "wanted");

        assertThat(ids(waiting.get().matches())).containsExactly(message.id());
    }

    @Test
    default void waitsForTheGivenNumberOfMessages() throws Exception {
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, Mark.START, 2, LONG)).untilItWaits();

        add(store(), "wanted 1");
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();
        add(store(), "wanted 2");

        assertThat(waiting.get().matches())
                .extracting(message -> message.subject().orElseThrow())
                .containsExactly("wanted 1", "wanted 2");
    }

    @Test
    default void doesNotEndAWaitForMailOfOthers() throws Exception {
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, Mark.START, 1, LONG)).untilItWaits();

        addAll(store(), "other 1", "other 2", "other 3");
        store().add(Snapshot.of("session"));
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        add(store(), "wanted");
        assertThat(waiting.get().matches()).hasSize(1);
    }

    @Test
    default void countsOnlyMessagesAfterTheMark() throws Exception {
        add(store(), "wanted before");
        Mark mark = store().mark();

        assertThat(store().await(WANTED, mark, 1, Duration.ZERO).matches()).isEmpty();
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, mark, 1, LONG)).untilItWaits();
        CapturedMessage message = add(store(), "wanted after");

        assertThat(ids(waiting.get().matches())).containsExactly(message.id());
    }

    @Test
    default void doesNotEndAWaitForAMessageWhoseTransactionBeganBeforeTheMark() throws Exception {
        Mark begun = store().mark();
        store().add(Snapshot.of("client").withTransactions(1, 0));
        Mark mark = store().mark();
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, mark, 1, LONG)).untilItWaits();

        CapturedMessage late = add(store(), begun, "wanted, but late");
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        AwaitResult result = store().await(WANTED, mark, 1, Duration.ZERO);
        assertThat(result.matches()).isEmpty();
        assertThat(result.nearMisses()).isEmpty();
        assertThat(ids(result.late())).containsExactly(late.id());
        CapturedMessage message = add(store(), "wanted");
        assertThat(ids(waiting.get().matches())).containsExactly(message.id());
        assertThat(waiting.get().late()).as("only if messages are missing").isEmpty();
    }

    @Test
    default void returnsLateMessagesWhetherTheyMatchOrNot() throws Exception {
        add(store(), "before the mark");
        Mark begun = store().mark();
        store().add(Snapshot.of("client"));
        Mark mark = store().mark();
        CapturedMessage match = add(store(), begun, "wanted");
        add(store(), "on time");
        CapturedMessage mismatch = add(store(), begun, "other");

        AwaitResult result = store().await(WANTED, mark, 1, Duration.ZERO);

        assertThat(ids(result.late())).containsExactly(match.id(), mismatch.id());
        assertThat(result.nearMisses())
                .extracting(miss -> miss.message().subject().orElseThrow())
                .containsExactly("on time");
        assertThat(store().await(WANTED, Mark.START, 2, Duration.ZERO).late()).isEmpty();
    }

    @Test
    default void returnsNoOpenSessionThatFailedBeforeTheMark() throws Exception {
        RejectedCommand rejected = new RejectedCommand("RCPT TO:<full@example.org>", "452 full");
        Snapshot open = Snapshot.of("open").withRejected(rejected);
        store().add(open);
        Mark mark = store().mark();

        assertThat(store().await(WANTED, mark, 1, Duration.ZERO).sessions()).isEmpty();
        store().changed(open.withRejected(rejected));
        assertThat(sessionIds(store().await(WANTED, mark, 1, Duration.ZERO).sessions()))
                .containsExactly("open");
    }

    @Test
    default void returnsNoSessionInATransactionThatBeganBeforeTheMark() throws Exception {
        Snapshot sending = Snapshot.of("sending");
        store().add(sending);
        store().changed(sending.sending(ENVELOPE));
        Snapshot again = Snapshot.of("again");
        store().add(again);
        Mark mark = store().mark();
        store().changed(again.sending(ENVELOPE));

        assertThat(sessionIds(store().await(WANTED, mark, 1, Duration.ZERO).sessions()))
                .containsExactly("again");
        assertThat(sessionIds(
                        store().await(WANTED, Mark.START, 1, Duration.ZERO).sessions()))
                .containsExactly("sending", "again");
    }

    @Test
    default void returnsWhatIsThereAtTheTimeout() throws Exception {
        addAll(store(), "wanted", "other");
        long start = System.nanoTime();

        AwaitResult result = store().await(WANTED, Mark.START, 2, MOMENT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(MOMENT, LONG);
        assertThat(result.matches()).hasSize(1);
        assertThat(result.nearMisses()).singleElement().satisfies(miss -> {
            assertThat(miss.message().subject()).contains("other");
            assertThat(miss.reasons()).containsExactly("subject containing \"wanted\": was \"other\"");
        });
        assertThat(result.mark().message()).isEqualTo(store().mark().message());
    }

    @Test
    default void doesNotWaitWithoutATimeout() throws Exception {
        add(store(), "wanted");

        assertThat(store().await(WANTED, Mark.START, 2, Duration.ZERO).matches())
                .hasSize(1);
        assertThat(store().await(WANTED, Mark.START, 2, Duration.ofSeconds(-1)).matches())
                .hasSize(1);
        assertThat(store().await(WANTED, Mark.START, 0, LONG).matches()).hasSize(1);
        assertThat(store().await(WANTED, store().mark(), 0, LONG).matches()).isEmpty();
    }

    @Test
    default void returnsTheNearestMissesFirst() throws Exception {
        addAll(store(), "far", "near", "far");

        AwaitResult result =
                store().await(WANTED.recipient("*@example.org").subjectContains("near"), Mark.START, 1, Duration.ZERO);

        assertThat(result.nearMisses())
                .extracting(miss -> miss.message().subject().orElseThrow())
                .containsExactly("near", "far", "far");
    }

    @Test
    default void returnsTheSessionsOfAWait() throws Exception {
        store().add(Snapshot.of("ended before").ended(SessionEnd.QUIT));
        Snapshot open = Snapshot.of("open");
        store().add(open);
        Mark mark = store().mark();
        Snapshot failed = Snapshot.of("failed");
        store().add(failed);
        store().changed(failed.ended(SessionEnd.DISCONNECTED));
        Snapshot delivered = Snapshot.of("delivered").withMessageIds("id");
        store().add(delivered);
        store().changed(delivered.ended(SessionEnd.QUIT));

        AwaitResult result = store().await(WANTED, mark, 1, Duration.ZERO);

        assertThat(sessionIds(result.sessions())).containsExactly("open", "failed");
        assertThat(result.clients()).isEqualTo(3);
        assertThat(result.mark()).isEqualTo(store().mark());
    }

    @Test
    default void doesNotEndAWaitForADeletedMessage() throws Exception {
        CapturedMessage deleted = add(store(), "wanted");
        store().delete(deleted.id());
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, Mark.START, 1, LONG)).untilItWaits();

        CapturedMessage other = add(store(), "other");
        store().delete(other.id());
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        CapturedMessage message = add(store(), "wanted");
        assertThat(ids(waiting.get().matches())).containsExactly(message.id());
    }

    @Test
    default void wakesEveryThreadThatWaits() throws Exception {
        List<Background<AwaitResult>> waiting = List.of(
                Background.of(() -> store().await(WANTED, Mark.START, 1, LONG)).untilItWaits(),
                Background.of(() -> store().await(WANTED, Mark.START, 1, LONG)).untilItWaits(),
                Background.of(() -> store().await(MessageQuery.any(), Mark.START, 1, LONG))
                        .untilItWaits());

        add(store(), "wanted");

        for (Background<AwaitResult> each : waiting) {
            assertThat(each.get().matches()).hasSize(1);
        }
    }

    @Test
    default void anInterruptEndsAWait() throws Exception {
        Background<AwaitResult> waiting =
                Background.of(() -> store().await(WANTED, Mark.START, 1, LONG)).untilItWaits();

        waiting.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting::get);
        add(store(), "wanted");
        assertThat(store().await(WANTED, Mark.START, 1, LONG).matches())
                .as("the store still works")
                .hasSize(1);
    }

    /** A test that has been interrupted can still report what has arrived. */
    @Test
    default void anInterruptedThreadReadsAndWrites() throws Exception {
        CapturedMessage message = add(store(), "wanted");
        Background<Boolean> reading = Background.of(() -> {
            Thread.currentThread().interrupt();
            assertThat(store().await(WANTED, Mark.START, 1, LONG).matches()).hasSize(1);
            assertThat(store().await(WANTED, Mark.START, 2, Duration.ZERO).matches())
                    .hasSize(1);
            assertThat(allSubjects(store())).containsExactly("wanted");
            assertThat(store().message(message.id()).orElseThrow().message().raw())
                    .isNotEmpty();
            add(store(), "added");
            assertThat(store().delete(message.id())).isTrue();
            return Thread.currentThread().isInterrupted();
        });

        assertThat(reading.get()).as("the interrupt is kept").isTrue();
        assertThat(allSubjects(store())).containsExactly("added");
    }

    @Test
    default void waitsForAnArrival() throws Exception {
        Mark mark = store().mark();
        assertThat(store().awaitArrival(mark, Duration.ZERO)).isFalse();
        assertThat(store().awaitArrival(mark, MOMENT)).isFalse();
        Background<Boolean> waiting =
                Background.of(() -> store().awaitArrival(mark, LONG)).untilItWaits();
        store().add(Snapshot.of("session"));
        waiting.untilItWaits();
        assertThat(waiting.isDone()).as("after a change of a session").isFalse();

        CapturedMessage message = add(store(), "1");

        assertThat(waiting.get()).isTrue();
        store().delete(message.id());
        assertThat(store().awaitArrival(mark, Duration.ofSeconds(-1)))
                .as("even if the message is deleted")
                .isTrue();
        assertThat(store().awaitArrival(store().mark(), Duration.ZERO)).isFalse();
    }

    @Test
    default void waitsForAChange() throws Exception {
        Mark mark = store().mark();
        assertThat(store().awaitChange(mark, Duration.ZERO)).isFalse();
        assertThat(store().awaitChange(mark, MOMENT)).isFalse();

        Background<Boolean> first =
                Background.of(() -> store().awaitChange(mark, LONG)).untilItWaits();
        Snapshot session = Snapshot.of("session");
        store().add(session);
        assertThat(first.get()).as("after the start of a session").isTrue();

        Mark begun = store().mark();
        Background<Boolean> second =
                Background.of(() -> store().awaitChange(begun, LONG)).untilItWaits();
        store().changed(session.withHelo("client"));
        assertThat(second.get()).as("after a change of a session").isTrue();

        Mark changed = store().mark();
        Background<Boolean> third =
                Background.of(() -> store().awaitChange(changed, LONG)).untilItWaits();
        add(store(), "1");
        assertThat(third.get()).as("after an arrival").isTrue();
        assertThat(store().awaitChange(changed, Duration.ofSeconds(-1))).isTrue();
        assertThat(store().awaitChange(store().mark(), Duration.ZERO)).isFalse();
    }

    @Test
    default void anInterruptEndsAWaitForAChange() throws Exception {
        Background<Boolean> arrival =
                Background.of(() -> store().awaitArrival(Mark.START, LONG)).untilItWaits();
        Background<Boolean> change =
                Background.of(() -> store().awaitChange(Mark.START, LONG)).untilItWaits();

        arrival.interrupt();
        change.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(arrival::get);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(change::get);
    }

    @Test
    default void acceptsTheLongestTimeout() throws Exception {
        add(store(), "wanted");
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

        assertThat(store().await(WANTED, Mark.START, 1, longest).matches()).hasSize(1);
        assertThat(store().awaitArrival(Mark.START, longest)).isTrue();
        assertThat(store().awaitChange(Mark.START, longest)).isTrue();
        Background<AwaitResult> waiting = Background.of(() -> store().await(WANTED, Mark.START, 2, longest))
                .untilItWaits();
        add(store(), "wanted");
        assertThat(waiting.get().matches()).hasSize(2);
    }
}

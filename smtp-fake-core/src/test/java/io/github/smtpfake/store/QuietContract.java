package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.ENVELOPE;
import static io.github.smtpfake.store.StoreSamples.LONG;
import static io.github.smtpfake.store.StoreSamples.MOMENT;
import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.sessionIds;
import static io.github.smtpfake.store.WaitContract.WANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.MailSource.Quiet;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.testing.Background;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits for no message, which also wait for transactions that are under way. */
interface QuietContract extends StoreFixture {

    @Test
    default void isQuietForTheWholeTime() throws Exception {
        add(store(), "other");
        long start = System.nanoTime();

        Quiet quiet = store().awaitQuiet(WANTED, Mark.START, MOMENT, Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(MOMENT, LONG);
        assertThat(quiet.result().matches()).isEmpty();
        assertThat(quiet.result().nearMisses()).hasSize(1);
        assertThat(quiet.underWay()).isEmpty();
    }

    @Test
    default void aMessageEndsTheQuiet() throws Exception {
        Background<Quiet> waiting = Background.of(() -> store().awaitQuiet(WANTED, Mark.START, LONG, LONG))
                .untilItWaits();
        add(store(), "other");
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        add(store(), "wanted");

        Quiet quiet = waiting.get();
        assertThat(quiet.result().matches()).hasSize(1);
        assertThat(quiet.underWay()).isEmpty();
        assertThat(store().awaitQuiet(WANTED, Mark.START, LONG, LONG).result().matches())
                .as("at once, because the message is already there")
                .hasSize(1);
    }

    @Test
    default void waitsUntilATransactionIsOver() throws Exception {
        Snapshot session = Snapshot.of("one");
        store().add(session);
        store().changed(session.withTransactions(1, 0));
        Background<Quiet> waiting = Background.of(
                        () -> store().awaitQuiet(MessageQuery.any(), Mark.START, Duration.ZERO, LONG))
                .untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        store().changed(session.withTransactions(2, 1));

        assertThat(waiting.get().underWay())
                .as("the second transaction began later")
                .isEmpty();
    }

    @Test
    default void waitsUntilTheSessionOfATransactionEnds() throws Exception {
        Snapshot session = Snapshot.of("one").withTransactions(1, 0);
        store().add(session);
        Background<Quiet> waiting = Background.of(
                        () -> store().awaitQuiet(MessageQuery.any(), Mark.START, Duration.ZERO, LONG))
                .untilItWaits();

        store().changed(session.ended(SessionEnd.DISCONNECTED));

        assertThat(waiting.get().underWay()).isEmpty();
    }

    @Test
    default void aTransactionUnderWayMayDeliverAMatch() throws Exception {
        Snapshot session = Snapshot.of("one").withTransactions(1, 0);
        store().add(session);
        Background<Quiet> waiting = Background.of(() -> store().awaitQuiet(WANTED, Mark.START, Duration.ZERO, LONG))
                .untilItWaits();

        add(store(), "wanted");

        assertThat(waiting.get().result().matches()).hasSize(1);
    }

    @Test
    default void returnsTheSessionsWhoseTransactionIsNotOver() throws Exception {
        store().add(Snapshot.of("sending").withTransactions(1, 0));
        store().add(Snapshot.of("has sent").withTransactions(1, 1));
        store().add(Snapshot.of("idle"));
        Snapshot ended = Snapshot.of("ended").withTransactions(1, 0);
        store().add(ended);
        store().changed(ended.ended(SessionEnd.DISCONNECTED));

        Quiet quiet = store().awaitQuiet(MessageQuery.any(), Mark.START, Duration.ZERO, Duration.ZERO);

        assertThat(sessionIds(quiet.underWay())).containsExactly("sending");
    }

    @Test
    default void ignoresATransactionThatBeganBeforeTheMark() throws Exception {
        Snapshot session = Snapshot.of("one");
        store().add(session);
        Mark begun = store().mark();
        store().changed(session.withTransactions(1, 0));
        Mark mark = store().mark();

        Quiet quiet = store().awaitQuiet(MessageQuery.any(), mark, Duration.ZERO, LONG);
        assertThat(quiet.underWay())
                .as("its message would not be after the mark")
                .isEmpty();
        add(store(), begun, "late");
        store().changed(session.withTransactions(1, 1));
        assertThat(store().awaitQuiet(MessageQuery.any(), mark, Duration.ZERO, LONG)
                        .result()
                        .matches())
                .isEmpty();

        store().changed(session.withTransactions(2, 1));
        assertThat(sessionIds(store().awaitQuiet(MessageQuery.any(), mark, Duration.ZERO, Duration.ZERO)
                        .underWay()))
                .as("the next transaction of the same session")
                .containsExactly("one");
    }

    @Test
    default void leavesOutSessionsThatCannotMatch() throws Exception {
        store().add(Snapshot.of("one").sending(ENVELOPE));

        assertThat(sessionIds(underWay(MessageQuery.any().recipient("ada@*")))).containsExactly("one");
        assertThat(underWay(MessageQuery.any().recipient("bob@*"))).isEmpty();
    }

    private List<SmtpSession> underWay(MessageQuery query) throws InterruptedException {
        return store().awaitQuiet(query, Mark.START, Duration.ZERO, MOMENT).underWay();
    }

    @Test
    default void anInterruptEndsAWaitForQuiet() throws Exception {
        Background<Quiet> waiting = Background.of(() -> store().awaitQuiet(WANTED, Mark.START, LONG, LONG))
                .untilItWaits();

        waiting.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting::get);
    }
}

package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.LONG;
import static io.github.smtpfake.store.StoreSamples.MOMENT;
import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.sessionIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.testing.Background;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits for sessions. */
interface SessionWaitContract extends StoreFixture {

    @Test
    default void returnsAsSoonAsASessionMatches() throws Exception {
        Snapshot session = Snapshot.of("one");
        store().add(session);
        Background<List<SmtpSession>> waiting = Background.of(
                        () -> store().awaitSessions(SessionQuery.any().ended(SessionEnd.QUIT), Mark.START, 1, LONG))
                .untilItWaits();
        store().add(Snapshot.of("two"));
        add(store(), "a message");
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        store().changed(session.ended(SessionEnd.QUIT));

        assertThat(sessionIds(waiting.get()))
                .as("all active sessions, in the order of their start")
                .containsExactly("one", "two");
    }

    @Test
    default void waitsForTheGivenNumberOfSessions() throws Exception {
        Background<List<SmtpSession>> waiting = Background.of(
                        () -> store().awaitSessions(SessionQuery.any().helo("client"), Mark.START, 2, LONG))
                .untilItWaits();
        store().add(Snapshot.of("one").withHelo("client"));
        waiting.untilItWaits();
        assertThat(waiting.isDone()).isFalse();
        store().add(Snapshot.of("two"));
        store().changed(Snapshot.of("two").withHelo("client"));

        assertThat(sessionIds(waiting.get())).containsExactly("one", "two");
    }

    @Test
    default void returnsTheActiveSessionsAtTheTimeout() throws Exception {
        store().add(Snapshot.of("one"));

        assertThat(sessionIds(store().awaitSessions(SessionQuery.any().ended(), Mark.START, 1, MOMENT)))
                .containsExactly("one");
        assertThat(sessionIds(store().awaitSessions(SessionQuery.any(), Mark.START, 2, Duration.ZERO)))
                .containsExactly("one");
        assertThat(store().awaitSessions(SessionQuery.any(), store().mark(), 0, LONG))
                .isEmpty();
    }

    @Test
    default void aSessionThatOnlyEndsIsNotActive() throws Exception {
        Snapshot session = Snapshot.of("one");
        store().add(session);
        Mark mark = store().mark();

        store().changed(session.ended(SessionEnd.QUIT));

        assertThat(store().awaitSessions(SessionQuery.any(), mark, 1, MOMENT)).isEmpty();
    }

    @Test
    default void aSessionIsActiveAsLongAsATransactionThatBeganAfterTheMark() throws Exception {
        Snapshot session = Snapshot.of("one");
        store().add(session);
        Mark mark = store().mark();
        Snapshot sending = session.sending(StoreSamples.ENVELOPE);
        store().changed(sending);

        store().changed(sending.ended(SessionEnd.DISCONNECTED));

        assertThat(activeAfter(mark)).containsExactly("one");
    }

    @Test
    default void aTransactionThatBeganBeforeTheMarkIsNotActivity() throws Exception {
        Snapshot session = Snapshot.of("one");
        store().add(session);
        Snapshot sending = session.sending(StoreSamples.ENVELOPE);
        store().changed(sending);
        Mark mark = store().mark();

        store().changed(sending.withRejected(new RejectedCommand("RCPT TO:<full@example.org>", "452 full")));
        assertThat(activeAfter(mark)).as("during the transaction").isEmpty();
        store().changed(session.withTransactions(1, 1));
        assertThat(activeAfter(mark)).as("at its end").isEmpty();
        store().changed(session.withTransactions(2, 1));
        assertThat(activeAfter(mark)).as("in the next transaction").containsExactly("one");
        assertThat(activeAfter(store().mark())).isEmpty();
    }

    @Test
    default void aSessionThatIsAbortedInATransactionFromBeforeTheMarkIsNotActive() throws Exception {
        Snapshot session = Snapshot.of("one").sending(StoreSamples.ENVELOPE);
        store().add(session);
        Mark mark = store().mark();

        store().changed(session.ended(SessionEnd.DISCONNECTED));

        assertThat(activeAfter(mark)).isEmpty();
    }

    @Test
    default void aChangeAfterATransactionIsActivity() throws Exception {
        Snapshot session = Snapshot.of("one").withTransactions(1, 0);
        store().add(session);
        Mark mark = store().mark();
        Snapshot sent = session.withTransactions(1, 1);
        store().changed(sent);

        store().changed(sent.withRejected(new RejectedCommand("VRFY", "502 no")));

        assertThat(activeAfter(mark)).containsExactly("one");
    }

    private List<String> activeAfter(Mark mark) throws InterruptedException {
        return sessionIds(store().awaitSessions(SessionQuery.any(), mark, 0, Duration.ZERO));
    }

    @Test
    default void anInterruptEndsAWaitForSessions() throws Exception {
        Background<List<SmtpSession>> waiting = Background.of(
                        () -> store().awaitSessions(SessionQuery.any(), Mark.START, 1, LONG))
                .untilItWaits();

        waiting.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting::get);
    }
}

package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.LONG;
import static io.github.smtpfake.store.StoreSamples.MOMENT;
import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.sessionIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.Mark;
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
    default void aSessionThatEndsInATransactionIsActive() throws Exception {
        Snapshot session = Snapshot.of("one").sending(StoreSamples.ENVELOPE);
        store().add(session);
        Mark mark = store().mark();

        store().changed(session.ended(SessionEnd.DISCONNECTED));

        assertThat(sessionIds(store().awaitSessions(SessionQuery.any(), mark, 1, LONG)))
                .containsExactly("one");
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

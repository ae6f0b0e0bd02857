package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.MailSource.Quiet;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.testing.Background;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A store identifies sessions by their ids: each call may hand it another object for the same session. */
class StoredSessionsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MessageStore store = new InMemoryMessageStore(Limits.defaults());
    private final Snapshot begun = Snapshot.of("one");

    @Test
    void returnsTheLatestStateOfASession() {
        Snapshot ended = begun.ended(SessionEnd.QUIT);
        store.add(begun);

        store.changed(ended);

        assertThat(Stored.sessions(store)).containsExactly(ended);
        assertThat(store.session(ended.id())).containsSame(ended);
    }

    @Test
    void ignoresASessionThatItDoesNotKeep() {
        store.changed(begun);

        assertThat(Stored.sessions(store)).isEmpty();
        assertThat(store.counters().sessions()).isZero();
    }

    @Test
    void evictsTheSessionThatEndedFirst() {
        MessageStore small =
                new InMemoryMessageStore(Limits.builder().storedSessions(1).build());
        Snapshot other = Snapshot.of("two");
        small.add(begun);
        small.add(other);

        small.changed(other.ended(SessionEnd.QUIT));
        small.changed(begun.ended(SessionEnd.QUIT));

        assertThat(Stored.sessions(small)).extracting(SmtpSession::id).containsExactly("one");
    }

    @Test
    void countsTheSizeOfAnEndedSessionOnce() {
        MessageStore small = new InMemoryMessageStore(
                Limits.builder().storedSessionBytes(Snapshot.FOOTPRINT).build());
        small.add(begun);

        small.changed(begun.ended(SessionEnd.QUIT));
        small.changed(begun.ended(SessionEnd.DISCONNECTED));

        assertThat(Stored.sessions(small))
                .singleElement()
                .satisfies(session -> assertThat(session.end()).contains(SessionEnd.DISCONNECTED));
    }

    @Test
    void waitsUntilATransactionIsOver() throws Exception {
        store.add(begun);
        store.changed(begun.withTransactions(1, 0));
        Background<Quiet> waiting = Background.of(
                        () -> store.awaitQuiet(MessageQuery.any(), Mark.START, Duration.ZERO, LONG))
                .untilItWaits();
        assertThat(waiting.isDone()).isFalse();

        store.changed(begun.withTransactions(2, 1));

        assertThat(waiting.get().underWay()).isEmpty();
    }

    @Test
    void returnsTheSessionsWhoseTransactionIsNotOver() throws Exception {
        Snapshot sending = begun.withTransactions(1, 0);
        store.add(begun);
        store.changed(sending);
        store.add(Snapshot.of("two").withTransactions(1, 1));
        store.add(Snapshot.of("three").withTransactions(1, 0).ended(SessionEnd.DISCONNECTED));

        Quiet quiet = store.awaitQuiet(MessageQuery.any(), Mark.START, Duration.ZERO, Duration.ZERO);

        assertThat(quiet.underWay()).containsExactly(sending);
    }

    @Test
    void returnsTheMarkOfATimeFromTheEndedSessions() {
        store.add(begun);
        store.changed(begun.ended(SessionEnd.QUIT));
        store.add(Snapshot.of("two"));

        assertThat(store.markAt(Snapshot.ENDED_AT)).isEqualTo(new Mark(0, 2));
        assertThat(store.markAt(Instant.EPOCH)).isEqualTo(Mark.START);
    }
}

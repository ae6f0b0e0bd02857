package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.NOON;
import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.mail;
import static io.github.smtpfake.store.StoreSamples.sessionIds;
import static io.github.smtpfake.store.StoreSamples.stored;
import static io.github.smtpfake.store.StoreSamples.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The marks of now, of a message and of a time. */
interface MarkContract extends StoreFixture {

    @Test
    default void separatesEarlierMessagesFromLaterOnes() throws Exception {
        addAll(store(), "earlier");
        Mark mark = store().mark();
        addAll(store(), "later");

        assertThat(subjectsAfter(mark)).containsExactly("later");
        assertThat(subjectsAfter(Mark.START)).containsExactly("earlier", "later");
        assertThat(subjectsAfter(store().mark())).isEmpty();
    }

    private List<String> subjectsAfter(Mark mark) {
        return subjects(store().next(StoreQuery.all().since(mark), 9));
    }

    @Test
    default void excludesAMessageWhoseTransactionBeganBeforeTheMark() throws Exception {
        Mark earlier = store().mark();
        store().add(Snapshot.of("client").withTransactions(1, 0));
        Mark mark = store().mark();
        CapturedMessage late = add(store(), earlier, "late");
        add(store(), mark, "on time");
        add(store(), "imported");

        assertThat(subjectsAfter(mark)).containsExactly("on time", "imported");
        assertThat(subjectsAfter(earlier)).containsExactly("late", "on time", "imported");
        assertThat(subjectsAfter(store().mark())).isEmpty();
        StoreQuery query = StoreQuery.all().since(mark);
        assertThat(subjects(store().page(query, 1, 9).messages())).containsExactly("on time");
        assertThat(store().count(query)).isEqualTo(2);
        assertThat(store().count(StoreQuery.ids(List.of(late.id())).since(mark)))
                .isZero();
        assertThat(store().markRead(query, true)).isEqualTo(2);
        assertThat(store().delete(query)).isEqualTo(2);
        assertThat(allSubjects(store())).containsExactly("late");
        assertThat(subjects(store().next(StoreQuery.all().after(mark.message()), 9)))
                .as("by number, which is the order of arrival")
                .containsExactly("late");
    }

    @Test
    default void combinesMarksToTheLaterOne() throws Exception {
        Mark first = store().mark();
        store().add(Snapshot.of("one"));
        Mark second = store().mark();
        store().add(Snapshot.of("two"));
        add(store(), first, "1");
        add(store(), second, "2");
        add(store(), "3");

        StoreQuery query = StoreQuery.all().since(second);
        assertThat(subjects(store().next(query.since(first), 9))).containsExactly("2", "3");
        assertThat(subjects(store().next(StoreQuery.all().since(first).since(second), 9)))
                .containsExactly("2", "3");
        assertThat(store().next(query.since(store().mark()), 9)).isEmpty();
    }

    @Test
    default void excludesAnUnreadMessageWhoseTransactionBeganBeforeTheMark() throws Exception {
        Mark earlier = store().mark();
        store().add(Snapshot.of("client"));
        Mark mark = new Mark(0, store().mark().session());
        add(store(), earlier, "late");

        assertThat(store().count(StoreQuery.all().since(mark))).isZero();
        assertThat(store().count(StoreQuery.all().since(mark).read(false))).isZero();
    }

    @Test
    default void countsEachChangeOfASession() {
        Snapshot session = Snapshot.of("one");
        long last = store().mark().session();

        store().add(session);
        assertThat(store().mark().session()).isGreaterThan(last);
        last = store().mark().session();
        store().changed(session.withHelo("client"));
        assertThat(store().mark().session()).isGreaterThan(last);
        last = store().mark().session();
        store().changed(Snapshot.of("unknown"));
        assertThat(store().mark().session()).isEqualTo(last);
        store().changed(session.ended(SessionEnd.QUIT));
        assertThat(store().mark().session()).isGreaterThan(last);
        assertThat(store().mark().message()).isZero();
    }

    @Test
    default void returnsTheMarkOfAMessage() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");

        Mark second = store().markOf(messages.get(1).id()).orElseThrow();

        assertThat(second.message()).isEqualTo(stored(store(), messages.get(1)).number());
        assertThat(subjectsAfter(second)).containsExactly("3");
        assertThat(store().markOf("unknown")).isEmpty();
        store().delete(messages.get(1).id());
        assertThat(store().markOf(messages.get(1).id())).isEmpty();
    }

    @Test
    default void returnsTheMarkOfAMessageForTheSessionsOfItsTime() throws Exception {
        Snapshot earlier = Snapshot.of("earlier");
        store().add(earlier);
        store().changed(earlier.ended(SessionEnd.QUIT, NOON.minusSeconds(1)));
        Snapshot during = Snapshot.of("during");
        store().add(during);
        CapturedMessage message = mail("at noon", NOON);
        store().add(message);
        store().changed(during.ended(SessionEnd.QUIT, NOON.plusSeconds(1)));

        Mark mark = store().markOf(message.id()).orElseThrow();
        assertThat(activeAfter(mark)).containsExactly("during");
    }

    private List<String> activeAfter(Mark mark) throws InterruptedException {
        return sessionIds(store().awaitSessions(SessionQuery.any(), mark, 0, Duration.ZERO));
    }

    @Test
    default void returnsTheMarkOfATime() throws Exception {
        store().add(mail("1", NOON));
        store().add(mail("2", NOON.plusNanos(1)));
        store().add(mail("3", NOON.plusSeconds(1)));

        assertThat(subjectsAfter(store().markAt(NOON.minusNanos(1)))).containsExactly("1", "2", "3");
        assertThat(subjectsAfter(store().markAt(NOON))).containsExactly("2", "3");
        assertThat(subjectsAfter(store().markAt(NOON.plusNanos(1)))).containsExactly("3");
        assertThat(subjectsAfter(store().markAt(NOON.plusSeconds(1)))).isEmpty();
        assertThat(store().markAt(Instant.MAX).message())
                .isEqualTo(store().mark().message());
        assertThat(subjectsAfter(store().markAt(Instant.MIN))).containsExactly("1", "2", "3");
    }

    @Test
    default void returnsTheMarkOfATimeWithoutTheMessagesThatAreDeleted() throws Exception {
        List<CapturedMessage> messages = List.of(mail("1", NOON), mail("2", NOON.plusSeconds(1)));
        for (CapturedMessage message : messages) {
            store().add(message);
        }
        store().delete(messages.get(0).id());

        assertThat(subjectsAfter(store().markAt(NOON.minusSeconds(1)))).containsExactly("2");
        store().delete(messages.get(1).id());
        Mark mark = store().markAt(NOON.plusSeconds(2));
        add(store(), "3");
        assertThat(subjectsAfter(mark)).containsExactly("3");
    }

    @Test
    default void returnsTheMarkOfATimeFromTheEndedSessions() throws Exception {
        Snapshot one = Snapshot.of("one");
        store().add(one);
        store().changed(one.ended(SessionEnd.QUIT, NOON));
        store().add(Snapshot.of("two"));

        assertThat(activeAfter(store().markAt(NOON))).containsExactly("two");
        assertThat(activeAfter(store().markAt(NOON.minusSeconds(1)))).containsExactly("one", "two");
    }
}

package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.stored;
import static io.github.smtpfake.store.StoreSamples.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.testing.Background;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The read marks of messages. */
interface ReadMarkContract extends StoreFixture {

    @Test
    default void marksTheMessagesThatMatchAsRead() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "a1", "b1", "a2");
        StoreQuery a = StoreQuery.of(MessageQuery.any().subjectContains("a"));
        assertThat(stored(store(), messages.get(0)).isRead()).isFalse();

        assertThat(store().markRead(a, true)).isEqualTo(2);
        assertThat(store().markRead(a, true)).as("none has changed").isZero();
        assertThat(store().markRead(StoreQuery.all(), true))
                .as("one has changed")
                .isEqualTo(1);
        assertThat(store().markRead(StoreQuery.ids(List.of(messages.get(1).id())), false))
                .isEqualTo(1);

        assertThat(stored(store(), messages.get(0)).isRead()).isTrue();
        assertThat(stored(store(), messages.get(1)).isRead()).isFalse();
        assertThat(subjects(store().next(StoreQuery.all().read(true), 9))).containsExactly("a1", "a2");
        assertThat(subjects(store().next(StoreQuery.all().read(false), 9))).containsExactly("b1");
        assertThat(store().count(a.read(false))).isZero();
    }

    @Test
    default void showsAReadMarkInPagesAndBatches() throws Exception {
        addAll(store(), "1", "2");
        store().markRead(StoreQuery.of(MessageQuery.any().subjectContains("1")), true);

        assertThat(store().page(StoreQuery.all(), 0, 9).messages())
                .extracting(StoredMessage::isRead)
                .containsExactly(false, true);
        assertThat(store().next(StoreQuery.all(), 9))
                .extracting(StoredMessage::isRead)
                .containsExactly(true, false);
    }

    @Test
    default void readingAMessageDoesNotMarkIt() throws Exception {
        CapturedMessage message = add(store(), "unread");

        stored(store(), message).message().raw();
        store().await(MessageQuery.any(), Mark.START, 1, StoreSamples.MOMENT);

        assertThat(stored(store(), message).isRead()).isFalse();
    }

    @Test
    default void deletesByReadMark() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");
        store().markRead(StoreQuery.ids(List.of(messages.get(1).id())), true);

        assertThat(store().delete(StoreQuery.all().read(true))).isEqualTo(1);
        assertThat(StoreSamples.allSubjects(store())).containsExactly("1", "3");
    }

    @Test
    default void doesNotCountAReadMarkAsAnArrivalOrMoveTheMessage() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2");
        Mark mark = store().mark();
        long number = stored(store(), messages.get(0)).number();

        store().markRead(StoreQuery.all(), true);

        assertThat(store().mark()).isEqualTo(mark);
        assertThat(stored(store(), messages.get(0)).number()).isEqualTo(number);
        assertThat(stored(store(), messages.get(0)).begun()).isZero();
    }

    /** A reader whose query is still examining messages while others mark them. */
    @Test
    default void showsAReaderAllOrNoneOfTheReadMarks() throws Exception {
        addAll(store(), "1", "2", "3", "4");
        PausingQuery pausing = new PausingQuery();

        Background<Long> counting =
                Background.of(() -> store().count(StoreQuery.of(pausing.query()).read(false)));
        pausing.awaitFirst();
        Background<Integer> marking = Background.of(() -> store().markRead(StoreQuery.all(), true));
        pausing.awaitOther(marking);

        assertThat(counting.get()).isIn(0L, 4L);
        assertThat(marking.get()).isEqualTo(4);
    }
}

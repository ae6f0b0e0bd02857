package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.testing.Background;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Deletions by id, by ids and by query, each in one step. */
interface DeletionContract extends StoreFixture {

    @Test
    default void deletesAMessageByItsId() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2");
        Mark mark = store().mark();

        assertThat(store().delete(messages.get(0).id())).isTrue();
        assertThat(store().delete(messages.get(0).id())).as("a second time").isFalse();
        assertThat(store().delete("unknown")).isFalse();

        assertThat(allSubjects(store())).containsExactly("2");
        assertThat(store().message(messages.get(0).id())).isEmpty();
        assertThat(store().mark()).as("a deletion is no arrival").isEqualTo(mark);
    }

    @Test
    default void deletesMessagesByTheirIds() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");

        assertThat(store().delete(StoreQuery.ids(
                        List.of(messages.get(2).id(), "unknown", messages.get(0).id()))))
                .isEqualTo(2);
        assertThat(store().delete(StoreQuery.ids(List.of()))).isZero();

        assertThat(allSubjects(store())).containsExactly("2");
    }

    @Test
    default void deletesTheMessagesThatMatch() throws Exception {
        addAll(store(), "a1", "b1", "a2");

        assertThat(store().delete(StoreQuery.of(MessageQuery.any().subjectContains("a"))))
                .isEqualTo(2);
        assertThat(store().delete(StoreQuery.of(MessageQuery.any().subjectContains("a"))))
                .isZero();

        assertThat(allSubjects(store())).containsExactly("b1");
    }

    @Test
    default void deletesTheMessagesUpToANumber() throws Exception {
        addAll(store(), "1", "2");
        Mark mark = store().mark();
        addAll(store(), "3");

        assertThat(store().delete(StoreQuery.all().before(mark.message() + 1))).isEqualTo(2);
        assertThat(allSubjects(store())).containsExactly("3");
        assertThat(store().delete(StoreQuery.all().since(mark))).isEqualTo(1);
        assertThat(allSubjects(store())).isEmpty();
    }

    @Test
    default void countsDeletions() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "one", "two", "three");
        long received = messages.stream().mapToLong(CapturedMessage::size).sum();

        store().delete(messages.get(0).id());
        assertThat(store().counters())
                .isEqualTo(new Counters(
                        3, received, 0, 1, 2, received - messages.get(0).size(), 0));

        store().delete(StoreQuery.all());
        assertThat(store().counters()).isEqualTo(new Counters(3, received, 0, 3, 0, 0, 0));

        CapturedMessage next = add(store(), "next");
        assertThat(store().counters()).isEqualTo(new Counters(4, received + next.size(), 0, 3, 1, next.size(), 0));
    }

    @Test
    default void acceptsADeletedMessageAgain() throws Exception {
        CapturedMessage message = add(store(), "again");
        store().delete(message.id());

        store().add(message);

        assertThat(allSubjects(store())).containsExactly("again");
    }

    /** A reader whose query is still examining messages while others delete them. */
    @Test
    default void showsAReaderAllOrNoneOfADeletion() throws Exception {
        addAll(store(), "1", "2", "3", "4");
        PausingQuery pausing = new PausingQuery();

        Background<Page> reading = Background.of(() -> store().page(StoreQuery.of(pausing.query()), 0, 9));
        pausing.awaitFirst();
        Background<Integer> deleting = Background.of(() -> store().delete(StoreQuery.all()));
        pausing.awaitOther(deleting);

        Page page = reading.get();
        assertThat(subjects(page.messages())).isIn(List.of("4", "3", "2", "1"), List.of());
        assertThat(page.matched()).isEqualTo(page.messages().size());
        assertThat(deleting.get()).isEqualTo(4);
        assertThat(store().count(StoreQuery.all())).isZero();
    }

    @Test
    default void showsConcurrentReadersAllOrNoneOfADeletion() throws Exception {
        int size = 50;
        AtomicBoolean over = new AtomicBoolean();
        StoreQuery batch = StoreQuery.of(MessageQuery.any().subjectContains("batch"));
        Background<Void> reading = Background.of(() -> {
            while (!over.get()) {
                // Read from the newest message: messages arrive one by one, but they are deleted in one step.
                List<String> seen = subjects(store().page(batch, 0, 2 * size).messages());
                assertThat(seen).hasSizeLessThanOrEqualTo(size);
                for (int i = 0; i < seen.size(); i++) {
                    assertThat(seen.get(i)).isEqualTo("batch " + (seen.size() - 1 - i));
                }
            }
            return null;
        });
        try {
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < size; i++) {
                    add(store(), "batch " + i);
                }
                assertThat(store().delete(batch)).isEqualTo(size);
            }
        } finally {
            over.set(true);
        }
        reading.get();
    }

    @Test
    default void deletesEachMessageOnceIfSeveralThreadsDeleteIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            addAll(store(), "1", "2", "3", "4", "5");
            Background<Integer> first = Background.of(() -> store().delete(StoreQuery.all()));
            Background<Integer> second = Background.of(() -> store().delete(StoreQuery.all()));

            assertThat(first.get() + second.get()).isEqualTo(5);
        }
        assertThat(store().counters().deleted()).isEqualTo(100);
    }
}

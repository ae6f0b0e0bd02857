package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.assertSameMessage;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compares a store with {@link InMemoryMessageStore}, which decides every query in Java: both must give the same answers for random
 * messages and random queries. Extend this class, and return an empty store of yours, as with {@link MessageStoreContract}. The
 * failure shows the smallest messages and queries for which the answers differ.
 */
public abstract class StoreEquivalence {
    private static final int ALL = 1_000;

    /**
     * Returns a new, empty store with these limits.
     *
     * @throws Exception if the store cannot be created; the test fails
     */
    protected abstract MessageStore newStore(Limits limits) throws Exception;

    /**
     * Frees what the store uses. Closes a store that is {@link AutoCloseable} unless it is overridden.
     *
     * @throws Exception if the store cannot be closed; the test fails
     */
    protected void close(MessageStore unused) throws Exception {
        if (unused instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * Returns on how many random lists of messages and queries the stores are compared. Unless it is overridden, the system
     * property {@code smtpfake.equivalence.tries} sets it; 20 by default.
     */
    protected int tries() {
        return Integer.getInteger("smtpfake.equivalence.tries", 20);
    }

    /** The long form takes minutes, longer than other tests may take. */
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @Test
    public final void givesTheSameAnswers() throws Exception {
        MessageStore store = newStore(Limits.defaults());
        try {
            MessageStore reference = new InMemoryMessageStore(Limits.defaults());
            Property.tries(tries()).forAll(RandomMail.messages(), RandomQuery.queries(), (messages, queries) -> {
                fill(store, reference, messages);
                for (RandomQuery query : queries) {
                    compareAnswers(store, reference, query);
                }
                for (RandomQuery query : queries) {
                    compareChanges(store, reference, query);
                }
            });
        } finally {
            close(store);
        }
    }

    /**
     * Verifies that a store gives the same answers about the messages that it has as {@link InMemoryMessageStore} gives about
     * the same messages.
     *
     * @throws Exception if the messages cannot be copied
     */
    public static void assertSameAnswers(MessageStore store) throws Exception {
        MessageStore reference = new InMemoryMessageStore(Limits.defaults());
        for (StoredMessage stored : store.next(StoreQuery.all(), ALL)) {
            reference.add(stored.message(), new Mark(0, stored.begun()));
            StoreQuery query = StoreQuery.ids(List.of(stored.message().id()));
            reference.markRead(query, stored.isRead());
            reference.retag(query, tags -> stored.tags());
        }
        assertSameContent(store, reference);
        Property.tries(200).forAll(RandomQuery.queries(), queries -> {
            for (RandomQuery query : queries) {
                compareAnswers(store, reference, query);
            }
        });
    }

    private static void fill(MessageStore store, MessageStore reference, List<RandomMail> messages) throws Exception {
        store.delete(StoreQuery.all());
        reference.delete(StoreQuery.all());
        List<CapturedMessage> added =
                messages.stream().map(RandomMail::toMessage).toList();
        fill(store, messages, added);
        fill(reference, messages, added);
        assertSameContent(store, reference);
    }

    /** Adds messages, each of which may have begun before earlier ones arrived: a session changes before each message. */
    private static void fill(MessageStore store, List<RandomMail> mails, List<CapturedMessage> messages)
            throws Exception {
        Snapshot client = Snapshot.of(Ids.next());
        store.add(client);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < mails.size(); i++) {
            RandomMail mail = mails.get(i);
            CapturedMessage message = messages.get(i);
            store.changed(client);
            marks.add(store.mark());
            store.add(message, marks.get(Math.max(0, i - mail.overlap())));
            StoreQuery query = StoreQuery.ids(List.of(message.id()));
            store.markRead(query, mail.read());
            if (!mail.tags().isEmpty()) {
                store.retag(query, tags -> mail.tags());
            }
        }
        store.changed(client.ended(SessionEnd.QUIT));
    }

    private static void compareAnswers(MessageStore store, MessageStore reference, RandomQuery random) {
        StoreQuery query = random.in(store);
        StoreQuery same = random.in(reference);

        assertThat(ids(store.next(query, ALL))).as("next").isEqualTo(ids(reference.next(same, ALL)));
        assertThat(ids(store.next(query, 2))).as("next 2").isEqualTo(ids(reference.next(same, 2)));
        assertThat(store.count(query)).as("count").isEqualTo(reference.count(same));
        Page page = store.page(query, 1, 2);
        Page expected = reference.page(same, 1, 2);
        assertThat(ids(page.messages())).as("page").isEqualTo(ids(expected.messages()));
        assertThat(page.matched()).as("matched").isEqualTo(expected.matched());
    }

    private static void compareChanges(MessageStore store, MessageStore reference, RandomQuery random) {
        StoreQuery query = random.in(store);
        StoreQuery same = random.in(reference);

        assertThat(store.markRead(query, true)).as("markRead").isEqualTo(reference.markRead(same, true));
        assertThat(store.retag(query, RandomQuery::addTag))
                .as("retag")
                .isEqualTo(reference.retag(same, RandomQuery::addTag));
        assertSameMarks(store, reference);
        assertThat(store.delete(query)).as("delete").isEqualTo(reference.delete(same));
        assertSameMarks(store, reference);
    }

    private static void assertSameContent(MessageStore store, MessageStore reference) {
        List<StoredMessage> actual = store.next(StoreQuery.all(), ALL);
        List<StoredMessage> expected = reference.next(StoreQuery.all(), ALL);
        assertSameMarks(store, reference);
        for (int i = 0; i < actual.size(); i++) {
            assertSameMessage(actual.get(i).message(), expected.get(i).message());
        }
    }

    private static void assertSameMarks(MessageStore store, MessageStore reference) {
        List<StoredMessage> actual = store.next(StoreQuery.all(), ALL);
        List<StoredMessage> expected = reference.next(StoreQuery.all(), ALL);
        assertThat(ids(actual)).as("all messages").isEqualTo(ids(expected));
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).isRead())
                    .as("read mark")
                    .isEqualTo(expected.get(i).isRead());
            assertThat(actual.get(i).tags())
                    .as("tags")
                    .isEqualTo(expected.get(i).tags());
        }
        assertThat(lowerCase(store.tags())).as("all tags").isEqualTo(lowerCase(reference.tags()));
    }

    private static List<String> ids(List<StoredMessage> messages) {
        List<String> ids = new ArrayList<>();
        messages.forEach(stored -> ids.add(stored.message().id()));
        return ids;
    }

    private static Map<String, Integer> lowerCase(Map<String, Integer> tags) {
        return tags.entrySet().stream()
                .collect(toMap(tag -> tag.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}

package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.mail;
import static io.github.smtpfake.store.StoreSamples.stored;
import static io.github.smtpfake.store.StoreSamples.subjects;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.MessageStore.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages from the newest message, batches from the oldest, and counts. */
interface PagingContract extends StoreFixture {

    @Test
    default void returnsPagesFromTheNewestMessage() throws Exception {
        addAll(store(), "1", "2", "3", "4", "5");

        assertPage(StoreQuery.all(), 0, 2, 5, "5", "4");
        assertPage(StoreQuery.all(), 2, 2, 5, "3", "2");
        assertPage(StoreQuery.all(), 4, 2, 5, "1");
        assertPage(StoreQuery.all(), 5, 2, 5);
        assertPage(StoreQuery.all(), Integer.MAX_VALUE, Integer.MAX_VALUE, 5);
        assertPage(StoreQuery.all(), 0, 0, 5);
        assertPage(StoreQuery.all(), 0, Integer.MAX_VALUE, 5, "5", "4", "3", "2", "1");
    }

    @Test
    default void countsAllMatchesOfAPage() throws Exception {
        addAll(store(), "a1", "b1", "a2", "b2", "a3");
        StoreQuery a = StoreQuery.of(MessageQuery.any().subjectContains("a"));

        assertPage(a, 0, 1, 3, "a3");
        assertPage(a, 1, 1, 3, "a2");
        assertPage(a, 1, 5, 3, "a2", "a1");
        assertPage(StoreQuery.of(MessageQuery.any().subjectContains("c")), 0, 5, 0);
        assertThat(store().count(a)).isEqualTo(3);
        assertThat(store().count(StoreQuery.all())).isEqualTo(5);
    }

    @Test
    default void countsAMessageOnceIfSeveralOfItsAddressesMatch() throws Exception {
        MessageQuery example =
                QueryTerms.query(MessageQuery.class, new Term.Contains(Field.RECIPIENT, "example"), "at example");
        for (String subject : List.of("1", "2", "3")) {
            store().add(mail(
                    Envelope.of("app@example.org", List.of("ada@example.org", "bob@example.org", "cy@example.org")),
                    Instant.now(),
                    ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(UTF_8)));
        }

        assertPage(StoreQuery.of(example), 0, 2, 3, "3", "2");
        assertPage(StoreQuery.of(example), 1, 2, 3, "2", "1");
        assertPage(StoreQuery.of(example), 3, 2, 3);
        assertThat(subjects(store().next(StoreQuery.of(example), 2))).containsExactly("1", "2");
    }

    private void assertPage(StoreQuery query, int offset, int limit, long matched, String... subjects) {
        Page page = store().page(query, offset, limit);
        assertThat(subjects(page.messages())).containsExactly(subjects);
        assertThat(page.matched()).isEqualTo(matched);
    }

    @Test
    default void limitsAPageByNumbers() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3", "4", "5");
        long second = stored(store(), messages.get(1)).number();
        long fourth = stored(store(), messages.get(3)).number();

        assertPage(StoreQuery.all().after(second), 0, 9, 3, "5", "4", "3");
        assertPage(StoreQuery.all().before(fourth), 0, 9, 3, "3", "2", "1");
        assertPage(StoreQuery.all().before(fourth), 1, 1, 3, "2");
        assertPage(StoreQuery.all().after(second).before(fourth), 0, 9, 1, "3");
        assertPage(StoreQuery.all().after(fourth).before(second), 0, 9, 0);
        assertPage(StoreQuery.all().after(Long.MAX_VALUE), 0, 9, 0);
        assertPage(StoreQuery.all().before(Long.MIN_VALUE), 0, 9, 0);
        assertPage(StoreQuery.all().after(Long.MIN_VALUE).before(Long.MAX_VALUE), 0, 1, 5, "5");
        assertPage(StoreQuery.all().since(store().mark()), 0, 9, 0);
        assertPage(StoreQuery.all().since(Mark.START), 0, 1, 5, "5");
    }

    @Test
    default void limitsAPageByNumbersOfDeletedMessages() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3", "4", "5");
        long second = stored(store(), messages.get(1)).number();
        long fourth = stored(store(), messages.get(3)).number();
        store().delete(StoreQuery.ids(
                List.of(messages.get(1).id(), messages.get(3).id())));

        assertPage(StoreQuery.all().after(second), 0, 9, 2, "5", "3");
        assertPage(StoreQuery.all().before(fourth), 0, 9, 2, "3", "1");
        assertPage(StoreQuery.all().after(second).before(fourth), 0, 9, 1, "3");
    }

    @Test
    default void returnsMessagesByTheirIds() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3", "4");
        List<String> ids = List.of(
                messages.get(3).id(),
                "unknown",
                messages.get(0).id(),
                messages.get(2).id());

        assertPage(StoreQuery.ids(ids), 0, 9, 3, "4", "3", "1");
        assertPage(StoreQuery.ids(ids), 1, 1, 3, "3");
        assertPage(StoreQuery.ids(ids).matching(MessageQuery.any().subjectContains("3")), 0, 9, 1, "3");
        assertPage(StoreQuery.ids(ids).before(stored(store(), messages.get(3)).number()), 0, 9, 2, "3", "1");
        assertPage(StoreQuery.ids(List.of()), 0, 9, 0);
        assertThat(subjects(store().next(StoreQuery.ids(ids), 2))).containsExactly("1", "3");
    }

    @Test
    default void acceptsManyIds() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2");
        List<String> ids = new ArrayList<>(
                IntStream.range(0, 40_000).mapToObj(i -> "unknown" + i).toList());
        ids.add(messages.get(1).id());

        assertPage(StoreQuery.ids(ids), 0, 9, 1, "2");
        assertThat(store().delete(StoreQuery.ids(ids))).isEqualTo(1);
    }

    @Test
    default void returnsBatchesFromTheOldestMessage() throws Exception {
        addAll(store(), "a1", "b1", "a2", "b2", "a3", "a4", "a5");
        StoreQuery rest = StoreQuery.of(MessageQuery.any().subjectContains("a"));
        List<List<String>> batches = new ArrayList<>();

        List<StoredMessage> batch = store().next(rest, 2);
        while (!batch.isEmpty()) {
            batches.add(subjects(batch));
            rest = rest.after(batch.get(batch.size() - 1).number());
            batch = store().next(rest, 2);
        }

        assertThat(batches).containsExactly(List.of("a1", "a2"), List.of("a3", "a4"), List.of("a5"));
    }

    @Test
    default void skipsAndRepeatsNoMessageWhileOthersArriveAndAreDeleted() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3", "4");
        List<StoredMessage> first = store().next(StoreQuery.all(), 2);
        store().delete(messages.get(0).id());
        store().delete(messages.get(2).id());
        addAll(store(), "5");

        List<StoredMessage> second =
                store().next(StoreQuery.all().after(first.get(1).number()), 9);

        assertThat(subjects(second)).containsExactly("4", "5");
        assertThat(subjects(store().page(StoreQuery.all().before(first.get(1).number()), 0, 9)
                        .messages()))
                .isEmpty();
    }

    @Test
    default void returnsListsThatDoNotChange() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2");
        List<StoredMessage> page = store().page(StoreQuery.all(), 0, 9).messages();
        List<StoredMessage> batch = store().next(StoreQuery.all(), 9);

        addAll(store(), "3");
        store().delete(messages.get(0).id());

        assertThat(subjects(page)).containsExactly("2", "1");
        assertThat(subjects(batch)).containsExactly("1", "2");
        assertThat(allSubjects(store())).containsExactly("2", "3");
    }
}

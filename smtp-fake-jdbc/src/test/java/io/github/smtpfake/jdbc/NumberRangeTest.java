package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and counts of ranges of messages, which must not read the rows of other messages. */
class NumberRangeTest {
    private static final int MESSAGES = 12;

    @TempDir
    private Path directory;

    private Path file;
    private SqliteMessageStore store;

    @BeforeEach
    void fillStore() throws Exception {
        file = directory.resolve("mail.db");
        store = Samples.open(file);
        for (int i = 1; i <= MESSAGES; i++) {
            store.add(mail("m" + i));
        }
        store.markRead(StoreQuery.ids(List.of("m2", "m3", "m9")), true);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** Compares each range, offset and limit with the numbers that are there. */
    private void assertPagesOf(List<Long> numbers) {
        for (long after = 0; after <= MESSAGES + 1; after++) {
            for (long before : new long[] {0, 1, 2, 5, 9, MESSAGES, MESSAGES + 1, MESSAGES + 2, Long.MAX_VALUE}) {
                long first = after;
                List<Long> expected = numbers.stream()
                        .filter(number -> number > first && number < before)
                        .sorted((a, b) -> Long.compare(b, a))
                        .toList();
                for (int offset = 0; offset <= MESSAGES + 1; offset += 3) {
                    Page page = store.page(StoreQuery.all().after(after).before(before), offset, 4);

                    assertThat(page.matched()).isEqualTo(expected.size());
                    assertThat(page.messages())
                            .as("after %d, before %d, offset %d", after, before, offset)
                            .extracting(StoredMessage::number)
                            .containsExactlyElementsOf(
                                    expected.stream().skip(offset).limit(4).toList());
                }
            }
        }
    }

    @Test
    void findsMessagesWithoutGaps() {
        assertPagesOf(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
    }

    @Test
    void findsMessagesBetweenDeletedOnes() {
        store.delete(StoreQuery.ids(List.of("m1", "m3", "m4", "m7", "m12")));

        assertPagesOf(List.of(2L, 5L, 6L, 8L, 9L, 10L, 11L));
    }

    @Test
    void findsMessagesAfterTheOldestAndNewestWereDeleted() {
        store.delete(StoreQuery.ids(List.of("m1", "m2", "m12")));

        assertPagesOf(LongStream.rangeClosed(3, 11).boxed().toList());
    }

    @Test
    void findsNothingInAnEmptyStore() {
        store.delete(StoreQuery.all());

        assertPagesOf(List.of());
    }

    @Test
    void countsAllAndUnreadMessages() {
        store.delete(StoreQuery.ids(List.of("m1", "m3")));

        assertThat(store.count(StoreQuery.all())).isEqualTo(MESSAGES - 2);
        assertThat(store.count(StoreQuery.all().read(false))).isEqualTo(MESSAGES - 4);
        assertThat(store.count(StoreQuery.all().read(true))).isEqualTo(2);
    }

    @Test
    void countsTagsAgainAfterEachChange() {
        assertThat(store.tags()).isEmpty();
        store.retag(StoreQuery.ids(List.of("m1", "m2")), tags -> List.of("Work", "Home"));
        assertThat(store.tags()).containsEntry("Work", 2).containsEntry("Home", 2);
        store.retag(StoreQuery.ids(List.of("m1")), tags -> List.of("Work"));
        assertThat(store.tags()).containsEntry("Work", 2).containsEntry("Home", 1);
        store.delete(StoreQuery.ids(List.of("m2")));
        assertThat(store.tags()).containsOnlyKeys("Work").containsEntry("Work", 1);
        store.retag(StoreQuery.all(), tags -> List.of("All"));
        assertThat(store.tags()).containsOnlyKeys("All").containsEntry("All", MESSAGES - 1);
        store.delete(StoreQuery.all());
        assertThat(store.tags()).isEmpty();
    }

    @Test
    void keepsStatementsOfTheSameSqlApart() throws Exception {
        try (Database database = Database.forReading(file)) {
            for (int i = 0; i < 3; i++) {
                try (Database.Query first = select(database, 3);
                        var outer = first.rows();
                        Database.Query second = select(database, 8);
                        var inner = second.rows()) {
                    assertThat(outer.next()).isTrue();
                    assertThat(inner.next()).isTrue();
                    assertThat(outer.getString(1)).isEqualTo("m3");
                    assertThat(inner.getString(1)).isEqualTo("m8");
                }
            }
        }
    }

    private static Database.Query select(Database database, long number) throws Exception {
        return database.prepare(SqlText.of("SELECT id FROM message WHERE number = ?", number));
    }
}

package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreEquivalence;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens a file of the sixth version of the schema, the first one in which messages can lack their details. It has the messages
 * "first", "second", "odd" and "incomplete" (the third was deleted). Neither this file nor a file of a migration may ever be
 * changed.
 */
class SixthVersionTest {
    private static final MessageQuery ANY = MessageQuery.any();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void copyTheFile() throws Exception {
        file = directory.resolve("v6.db");
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(SixthVersionTest.class.getResourceAsStream("v6.db.gz"), "v6.db.gz"))) {
            Files.copy(in, file);
        }
    }

    private SqliteMessageStore open() {
        return SqliteMessageStore.open(file, Limits.defaults(), Durability.NORMAL, IndexerSettings.DEFAULT.onDemand());
    }

    private static List<String> found(SqliteMessageStore store, MessageQuery query) {
        return store.next(StoreQuery.of(query), 9).stream()
                .map(row -> row.message().id())
                .toList();
    }

    @Test
    void keepsMessagesWithTheirNumbersAndMarks() {
        try (SqliteMessageStore store = open()) {
            List<StoredMessage> rows = store.next(StoreQuery.all(), 9);

            assertThat(rows).extracting(StoredMessage::number).containsExactly(1L, 2L, 4L, 5L);
            assertThat(rows)
                    .extracting(row -> row.message().id())
                    .containsExactly("first", "second", "odd", "incomplete");
            assertThat(rows).extracting(StoredMessage::isRead).containsExactly(true, false, false, false);
            assertThat(rows)
                    .extracting(StoredMessage::tags)
                    .containsExactly(List.of(), List.of("Work"), List.of(), List.of());
            assertThat(rows)
                    .extracting(row -> row.message().snippet())
                    .startsWith("text of first", "text of second")
                    .endsWith("text of incomplete");
            assertThat(rows.get(0).message().raw()).isEqualTo(mail("first").raw());
        }
    }

    @Test
    void findsMessagesBeforeAndAfterTheyGetTheirDetails() throws Exception {
        try (SqliteMessageStore store = open()) {
            // The release that wrote the file derived the details of another version.
            assertThat(store.ledger().incomplete()).isEqualTo(4);
            findsMessages(store);
            assertThat(store.ledger().incomplete()).isEqualTo(4);

            store.buildSignatures();

            assertThat(store.ledger().incomplete()).isZero();
            assertThat(store.ledger().odd()).isOne();
            findsMessages(store);
            assertThat(store.next(StoreQuery.all(), 9))
                    .extracting(row -> row.message().snippet())
                    .startsWith("text of first", "text of second")
                    .endsWith("text of incomplete");
        }
    }

    private static void findsMessages(SqliteMessageStore store) throws Exception {
        assertThat(found(store, ANY.recipient("grace@example.org"))).containsExactly("incomplete");
        assertThat(found(store, ANY.recipient("bob@*"))).containsExactly("first", "second", "odd");
        assertThat(found(store, ANY.subjectContains("OF second"))).containsExactly("second");
        assertThat(found(store, ANY.anyTextContains("text of odd"))).containsExactly("odd");
        StoreEquivalence.assertSameAnswers(store);
    }

    @Test
    void continuesTheFile() throws Exception {
        try (SqliteMessageStore store = open()) {
            assertThat(store.counters().received()).isEqualTo(5);
            assertThat(store.counters().deleted()).isOne();

            store.add(mail("new"));
            store.delete("first");
        }
        try (SqliteMessageStore store = open()) {
            assertThat(found(store, ANY)).containsExactly("second", "odd", "incomplete", "new");
            assertThat(store.mark().message()).isEqualTo(6);
            assertThat(store.ledger().incomplete()).isEqualTo(4);
        }
    }
}

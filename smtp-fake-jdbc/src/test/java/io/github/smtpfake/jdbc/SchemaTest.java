package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.ids;
import static io.github.smtpfake.jdbc.Samples.mail;
import static io.github.smtpfake.jdbc.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.StoreEquivalence;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens a file of the first version of the schema, which is kept as a resource. It has the messages "first", "second" and
 * "fourth" (the third was deleted) and one session. Neither this file nor a file of a migration may ever be changed.
 */
class SchemaTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void copyTheFile() throws Exception {
        file = directory.resolve("v1.db");
        try (InputStream in = new GZIPInputStream(SchemaTest.class.getResourceAsStream("v1.db.gz"))) {
            Files.copy(in, file);
        }
    }

    @Test
    void readsMessagesOfTheFirstVersion() {
        try (SqliteMessageStore store = open(file)) {
            List<StoredMessage> rows = store.next(StoreQuery.all(), 9);
            assertThat(rows).extracting(row -> row.message().id()).containsExactly("first", "second", "fourth");
            assertThat(rows).extracting(StoredMessage::number).containsExactly(1L, 2L, 4L);
            assertThat(rows).extracting(StoredMessage::isRead).containsExactly(true, false, false);
            assertThat(rows).extracting(StoredMessage::tags).containsExactly(List.of(), List.of("Work"), List.of());
            for (StoredMessage row : rows) {
                String id = row.message().id();
                assertThat(row.message().raw()).isEqualTo(mail(id).raw());
                assertThat(row.message().envelope()).isEqualTo(mail(id).envelope());
                assertThat(row.message().receivedAt()).isEqualTo(Instant.parse("2026-11-27T12:00:00.123456789Z"));
            }
        }
    }

    @Test
    void findsMessagesOfTheFirstVersion() {
        try (SqliteMessageStore store = open(file)) {
            MessageQuery any = MessageQuery.any();
            for (MessageQuery query : List.of(
                    any.subjectContains("OF SECOND"),
                    any.textContains("text of second"),
                    any.recipient("ADA@example.org").subjectContains("second"),
                    any.to("ada@example.org").textContains("second"),
                    any.sender("app@*").headerContains("Subject", "second"))) {
                assertThat(store.next(StoreQuery.of(query), 9))
                        .as("%s", query)
                        .singleElement()
                        .satisfies(row -> assertThat(row.message().id()).isEqualTo("second"));
            }
            assertThat(store.tags()).containsOnlyKeys("Work");
        }
    }

    @Test
    void findsMessagesOfTheFirstVersionByTheirSignatures() throws Exception {
        open(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE signing SET segment_size = 8");
        }
        try (SqliteMessageStore store = open(file)) {
            for (int i = 5; i <= 8; i++) {
                store.add(mail("number " + i));
            }
            store.buildSignatures();
        }
        try (Database database = Database.forReading(file)) {
            StoreQuery query = StoreQuery.of(MessageQuery.any().textContains("text of SECOND"));
            assertThat(Signatures.narrow(database, QueryPlan.of(query))
                            .matches()
                            .parameters())
                    .startsWith("[2]", 8L);
        }
        findsMessagesOfTheFirstVersion();
    }

    /** Simulates an older release that read other values from the same bytes. */
    private void replaceDetails() throws Exception {
        Samples.execute(
                file,
                "UPDATE message SET subject = 'ada welcome', message_id = 'welcome', attachments = 1, has_html = 1",
                "UPDATE text SET plain = 'welcome', rest = NULL, whole = 'welcome'",
                "UPDATE address SET address = 'bob@example.org', label = 'welcome' WHERE kind <> "
                        + AddressKind.RECIPIENT.code());
    }

    @Test
    void findsMessagesOfAnEarlierReleaseAsThisReleaseReadsThem() throws Exception {
        replaceDetails();
        findsMessagesOfTheFirstVersion();
        try (SqliteMessageStore store = open(file)) {
            StoreEquivalence.assertSameAnswers(store);
            store.buildSignatures();
            StoreEquivalence.assertSameAnswers(store);
            assertThat(store.ledger().incomplete()).isZero();
            assertThat(store.ledger().odd()).isZero();
        }
    }

    @Test
    void discardsTheDetailsOfAnEarlierReleaseOnce() throws Exception {
        try (SqliteMessageStore store = SqliteMessageStore.open(
                file, Limits.defaults(), Durability.NORMAL, IndexerSettings.DEFAULT.onDemand())) {
            assertThat(store.ledger().incomplete()).isEqualTo(3);
            assertThat(store.ledger().incompleteBytes()).isPositive();
            StoreEquivalence.assertSameAnswers(store);
            store.completeMessages();
        }
        try (SqliteMessageStore store = SqliteMessageStore.open(
                file, Limits.defaults(), Durability.NORMAL, IndexerSettings.DEFAULT.onDemand())) {
            assertThat(store.ledger().incomplete()).isZero();
            StoreEquivalence.assertSameAnswers(store);
        }
    }

    @Test
    void selectsMessagesOfTheFirstVersionByTheirNumberAlone() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            Mark now = store.mark();
            Mark afterTheFirst = new Mark(1, now.session());

            assertThat(store.next(StoreQuery.all().since(afterTheFirst), 9))
                    .extracting(row -> row.message().id())
                    .containsExactly("second", "fourth");
            assertThat(store.next(StoreQuery.all().since(now), 9)).isEmpty();
            store.add(mail("fifth"), now);
            assertThat(store.count(StoreQuery.all().since(now))).isEqualTo(1);
        }
    }

    @Test
    void readsSessionsOfTheFirstVersion() {
        try (SqliteMessageStore store = open(file)) {
            assertThat(store.sessions(SessionQuery.any(), 0, 9).sessions())
                    .singleElement()
                    .satisfies(session -> {
                        assertThat(session.id()).isEqualTo("session");
                        assertThat(session.end()).contains(SessionEnd.QUIT);
                        assertThat(session.transcript())
                                .extracting(TranscriptLine::toString)
                                .containsExactly("S: 220 ready", "C: QUIT");
                    });
        }
    }

    @Test
    void continuesAFileOfTheFirstVersion() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            assertThat(store.mark().message()).isEqualTo(4);
            assertThat(store.counters().received()).isEqualTo(4);
            assertThat(store.counters().deleted()).isEqualTo(1);

            store.add(mail("fifth"));
            store.delete("first");
        }
        try (SqliteMessageStore store = open(file)) {
            assertThat(ids(store)).containsExactly("second", "fourth", "fifth");
        }
    }
}

package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose messages get their details only when a query needs them. */
class LateDetailsTest {
    private static final int SEGMENT = 8;
    private static final IndexerSettings ON_DEMAND = IndexerSettings.DEFAULT.onDemand();
    private static final StoreQuery SUBJECT = StoreQuery.of(MessageQuery.any().subjectContains("subject of m"));
    private static final StoreQuery TEXT = StoreQuery.of(MessageQuery.any().textContains("text of m"));

    @TempDir
    private Path directory;

    private SqliteMessageStore open(IndexerSettings settings) {
        return SqliteMessageStore.open(directory.resolve("mail.db"), Limits.defaults(), Durability.NORMAL, settings);
    }

    private static void add(SqliteMessageStore store, int count) {
        try {
            for (int i = 1; i <= count; i++) {
                store.add(mail("m" + i));
            }
        } catch (StoreFullException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void skipsNoMessageThatArrivesDuringAQuery() throws Exception {
        Samples.createWithSegments(directory.resolve("mail.db"), SEGMENT);
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            store.add(mail("first"));
            MessageQuery nested = MessageQuery.any().matching("adds messages", message -> {
                add(store, 25);
                // This thread sees the messages that there were when the outer query began.
                return store.count(SUBJECT) == 0;
            });

            assertThat(store.count(StoreQuery.of(nested))).isOne();

            assertThat(store.ledger().incomplete()).isEqualTo(26);
            assertThat(store.count(SUBJECT)).isEqualTo(25);
            store.buildSignatures();
            assertThat(store.ledger().incomplete()).isZero();
            assertThat(store.count(TEXT)).isEqualTo(25);
        }
    }

    @Test
    void discardsSignaturesOfMessagesWithoutDetails() throws Exception {
        Path file = directory.resolve("mail.db");
        Samples.createWithSegments(file, SEGMENT);
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 30);
        }
        Samples.execute(file, "UPDATE signing SET next_segment = 3");

        try (SqliteMessageStore store = open(ON_DEMAND)) {
            assertThat(store.count(TEXT)).isEqualTo(30);
            store.buildSignatures();
            assertThat(store.count(TEXT)).isEqualTo(30);
        }
    }

    @Test
    void replacesDetailsAndSignaturesOfAnotherVersion() throws Exception {
        Path file = directory.resolve("mail.db");
        Samples.createWithSegments(file, SEGMENT);
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 30);
            store.buildSignatures();
        }
        Samples.execute(
                file,
                "UPDATE details SET version = 1",
                "UPDATE message SET index_version = 1, subject = 'other' WHERE number > 10",
                "UPDATE text SET plain = 'other' WHERE number > 10",
                "DELETE FROM signature WHERE segment > 0");

        try (SqliteMessageStore store = open(ON_DEMAND)) {
            assertThat(store.ledger().incomplete()).isEqualTo(20);
            assertThat(store.ledger().odd()).isEqualTo(20);
            assertThat(store.count(TEXT)).isEqualTo(30);
            store.buildSignatures();
            assertThat(store.count(TEXT)).isEqualTo(30);
            assertThat(store.count(SUBJECT)).isEqualTo(30);
            assertThat(store.ledger().odd()).isZero();
        }
    }

    @Test
    void replacesTheTextsOfAnotherVersion() throws Exception {
        Path file = directory.resolve("mail.db");
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 2);
            store.add(mail("zero", "a text with \0"));
            store.completeMessages();
        }
        Samples.execute(
                file,
                "UPDATE details SET version = 1",
                "UPDATE message SET index_version = 1, odd = 0",
                "INSERT OR REPLACE INTO text SELECT number, 'other', 'word', NULL FROM message");

        try (SqliteMessageStore store = open(ON_DEMAND);
                Database database = Database.forReading(file)) {
            assertThat(found(store, MessageQuery.any().anyTextContains("other")))
                    .isEmpty();
            store.completeMessages();
            assertThat(found(store, MessageQuery.any().anyTextContains("other")))
                    .isEmpty();
            assertThat(store.count(TEXT)).isEqualTo(2);
            assertThat(database.number("SELECT count(*) FROM text")).isEqualTo(2);
            assertThat(database.number("SELECT count(*) FROM text WHERE plain = 'other'"))
                    .isZero();
        }
    }

    @Test
    void readsOnlyMessagesOfARecipientAfterTheirDetailsWereDiscarded() throws Exception {
        Path file = directory.resolve("mail.db");
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 3);
            store.add(mailTo("a", "Grace@Example.org", "linus@m\u00fcnchen.example"));
            store.completeMessages();
        }
        Samples.execute(file, "UPDATE details SET version = 1", "UPDATE message SET index_version = 1");

        try (SqliteMessageStore store = open(ON_DEMAND);
                Database database = Database.forReading(file)) {
            assertThat(store.ledger().incomplete()).isEqualTo(4);
            assertThat(database.number("SELECT count(*) FROM message WHERE recipients IS NULL"))
                    .isZero();
            assertThat(found(store, MessageQuery.any().recipient("grace@example.org")))
                    .containsExactly("a");
            assertThat(found(store, MessageQuery.any().recipient("*@xn--mnchen-3ya.example")))
                    .containsExactly("a");
            assertThat(found(store, MessageQuery.any().recipient("bob@*"))).hasSize(3);
            assertThat(store.ledger().incomplete()).isEqualTo(4);
        }
    }

    @Test
    void storesAMessageWithItsDetailsIfManyHaveNone() throws Exception {
        try (SqliteMessageStore store = open(ON_DEMAND.withLimits(2, 1_000_000))) {
            add(store, 5);

            assertThat(store.ledger().incomplete()).isEqualTo(2);
            assertThat(store.ledger().odd()).isEqualTo(2);
            assertThat(store.count(SUBJECT)).isEqualTo(5);
            store.completeMessages();
            assertThat(store.ledger().odd()).isZero();
        }
    }

    @Test
    void storesAMessageWithItsDetailsIfLargeOnesHaveNone() throws Exception {
        try (SqliteMessageStore store = open(ON_DEMAND.withLimits(1_000, 10_000))) {
            store.add(mail("large", "x".repeat(10_000)));
            add(store, 3);

            assertThat(store.ledger().incomplete()).isOne();
            assertThat(store.ledger().odd()).isOne();
            store.delete("large");
            assertThat(store.ledger().odd()).isZero();
            store.add(mail("small"));
            assertThat(store.ledger().incomplete()).isOne();
        }
    }

    @Test
    void storesAMessageWhoseDetailsCannotBeMade() throws Exception {
        try (SqliteMessageStore store = open(failingBeyondTheFirst(new IllegalStateException("simulated")))) {
            add(store, 3);

            assertThat(store.ledger().incomplete()).isOne();
            assertThat(store.ledger().odd()).isEqualTo(3);
            assertThat(store.count(SUBJECT)).isEqualTo(3);
        }
    }

    @Test
    void storesAMessageWithoutDetailsIfThereIsTooLittleMemory() throws Exception {
        try (SqliteMessageStore store = open(failingBeyondTheFirst(new OutOfMemoryError("simulated")))) {
            add(store, 3);

            assertThat(store.ledger().incomplete()).isEqualTo(3);
            assertThat(store.ledger().odd()).isEqualTo(3);
            assertThat(store.count(SUBJECT)).isEqualTo(3);
        }
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            store.completeMessages();
            assertThat(store.ledger().odd()).isZero();
        }
    }

    @Test
    void findsRecipientsWithoutDetails() throws Exception {
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 30);
            store.add(mailTo("a", "Grace@Example.org", "linus@example.net"));
            store.add(mailTo("b", "alan@m\u00fcnchen.example", "grace@example.net"));
            store.add(mailTo("c", "zero\0@example.org"));

            assertThat(found(store, MessageQuery.any().recipient("grace@example.org")))
                    .containsExactly("a");
            assertThat(found(store, MessageQuery.any().recipient("linus@*"))).containsExactly("a");
            assertThat(found(store, MessageQuery.any().recipient("*@xn--mnchen-3ya.example")))
                    .containsExactly("b");
            assertThat(found(store, MessageQuery.any().recipient("zero\0@example.org")))
                    .containsExactly("c");
            assertThat(found(store, MessageQuery.any().recipient("race@example.org")))
                    .isEmpty();
            assertThat(found(store, MessageQuery.any().recipient("bob@example.org")))
                    .hasSize(30);
            assertThat(store.ledger().incomplete()).isEqualTo(33);
        }
    }

    @Test
    void parsesOnlyTheMessagesOfARecipient() throws Exception {
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 30);
            store.add(mailTo("a", "grace@example.org"));

            assertThat(found(
                            store,
                            MessageQuery.any().recipient("grace@example.org").subjectContains("subject of a")))
                    .containsExactly("a");
            assertThat(store.ledger().incomplete()).isEqualTo(31);

            assertThat(found(
                            store,
                            MessageQuery.any().recipient("bob@example.org").subjectContains("subject of m30")))
                    .containsExactly("m30");
            assertThat(store.ledger().incomplete()).isZero();
        }
    }

    @Test
    void showsPartsOfAResultInWhichSomeMessagesHaveNoDetails() throws Exception {
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            store.add(mail("0", "a text with \0"));
            add(store, 9);
            store.completeMessages();
            store.add(mail("10"));
            StoreQuery query = StoreQuery.of(MessageQuery.any().recipient("bob@example.org"));

            assertThat(store.ledger().odd()).isEqualTo(2);
            assertThat(ids(store.page(query, 0, 3))).containsExactly("10", "m9", "m8");
            assertThat(ids(store.page(query, 8, 5))).containsExactly("m2", "m1", "0");
            assertThat(ids(store.page(query, 11, 5))).isEmpty();
            assertThat(ids(store.page(query, Integer.MAX_VALUE, Integer.MAX_VALUE)))
                    .isEmpty();
            assertThat(store.page(query, 0, 3).matched()).isEqualTo(11);
        }
    }

    @Test
    void showsAPageWithoutTheBytesOfItsMessages() throws Exception {
        try (SqliteMessageStore store = open(ON_DEMAND)) {
            add(store, 3);
            store.completeMessages();
            store.add(mail("new"));
            assertThat(ids(store.page(StoreQuery.all(), 0, 10))).containsExactly("new", "m3", "m2", "m1");
            Samples.execute(directory.resolve("mail.db"), "DELETE FROM content");

            assertThat(store.page(StoreQuery.all(), 0, 10).messages())
                    .extracting(row -> row.message().subject().orElse("") + ", "
                            + row.message().snippet())
                    .containsExactly(
                            "subject of new, text of new",
                            "subject of m3, text of m3",
                            "subject of m2, text of m2",
                            "subject of m1, text of m1");
            assertThat(store.ledger().incomplete()).isOne();
        }
    }

    private static CapturedMessage mailTo(String id, String... recipients) {
        CapturedMessage message = mail(id);
        return new CapturedMessage(
                id,
                message.receivedAt(),
                Envelope.of("app@example.org", List.of(recipients)),
                message.session(),
                message.raw());
    }

    private static List<String> found(SqliteMessageStore store, MessageQuery query) {
        return ids(store.page(StoreQuery.of(query), 0, 100));
    }

    private static List<String> ids(MessageStore.Page page) {
        return page.messages().stream().map(row -> row.message().id()).toList();
    }

    private static IndexerSettings failingBeyondTheFirst(Throwable reason) {
        Function<CapturedMessage, MessageDetails> failing = message -> {
            if (reason instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) reason;
        };
        return ON_DEMAND.withLimits(1, 1_000_000).withParser(failing);
    }
}

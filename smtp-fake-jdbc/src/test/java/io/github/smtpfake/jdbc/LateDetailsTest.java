package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreQuery;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store whose messages get their details only when a query needs them. */
@Timeout(60)
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

package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.jdbc.MessageReader.Batch;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.TimeLimit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads of the indexers do not run here, so that messages get their details only when a test wants it. */
class IndexerTest {
    private static final int MOST_MESSAGES = 3;

    @TempDir
    private Path directory;

    private Path file;
    private OpenedFile opened;
    private Writer writer;
    private Readers readers;
    private Indexer indexer;

    @BeforeEach
    void open() {
        file = directory.resolve("mail.db");
        opened = OpenedFile.open(file, Limits.defaults(), Durability.NORMAL);
        writer = opened.newWriter();
        writer.start();
        readers = new Readers(opened.file());
        indexer = newIndexer(MessageDetails::of);
    }

    private Indexer newIndexer(Function<CapturedMessage, MessageDetails> parser) {
        MessageReader messages = new MessageReader(readers, ContentCache.shared(Limits.defaults()));
        IndexerSettings settings =
                IndexerSettings.DEFAULT.withLimits(MOST_MESSAGES, 10_000).withParser(parser);
        return new Indexer(opened.registrar(), messages, readers, writer, settings);
    }

    @AfterEach
    void close() {
        readers.close();
        writer.close();
        opened.file().close();
    }

    private void add(CapturedMessage message) {
        NewMessage row = NewMessage.of(message, 0);
        writer.shared(transaction -> {
            Ledger ledger = transaction.ledger();
            Inserter.insert(transaction, ledger.lastNumber() + 1, row);
            transaction.setLedger(ledger.added(message.size(), row.kept(), row.weight()));
            return true;
        });
    }

    private List<String> rows(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Test
    void addsTheDetailsOfMessages() throws Exception {
        add(mail("one"));
        add(mail("two"));
        assertThat(rows("SELECT odd FROM message")).containsExactly("2", "2");
        assertThat(rows("SELECT number FROM text")).isEmpty();

        indexer.finish();

        assertThat(rows("SELECT odd FROM message")).containsExactly("0", "0");
        assertThat(rows("SELECT subject FROM message ORDER BY number"))
                .containsExactly("subject of one", "subject of two");
        assertThat(rows("SELECT plain FROM text ORDER BY number")).containsExactly("text of one\n", "text of two\n");
        assertThat(rows("SELECT address FROM address WHERE number = 1 AND kind = " + AddressKind.RECIPIENT.code()
                        + " ORDER BY address"))
                .containsExactly("ada@example.org", "bob@example.org");
        assertThat(opened.registrar().ledger().odd()).isZero();
    }

    @Test
    void leavesMessagesToJavaThatSqlCanNeverDecide() throws Exception {
        add(mail("zero", "a text with \0\r\n"));

        indexer.finish();

        assertThat(rows("SELECT odd FROM message")).containsExactly("1");
        assertThat(opened.registrar().ledger().odd()).isOne();
        assertThat(indexer.isFarBehind()).isFalse();
    }

    @Test
    void passesOverADamagedMessage() throws Exception {
        add(mail("one"));
        add(mail("two"));
        writer.shared(transaction ->
                transaction.database().update("UPDATE content SET coding = 1, bytes = x'ff' WHERE number = 1"));

        indexer.finish();

        assertThat(rows("SELECT odd FROM message ORDER BY number")).containsExactly("1", "0");
        assertThat(opened.registrar().ledger().odd()).isOne();
    }

    @Test
    void countsMessagesWithoutDetailsThatAreDeleted() throws Exception {
        add(mail("one"));
        add(mail("two"));
        Selection first = new Selection(Optional.of(SqlText.of("m.id = ?", "one")), new LongList(), SqlText.TRUE);

        writer.alone(first::delete);
        assertThat(opened.registrar().ledger().odd()).isOne();
        assertThat(opened.registrar().ledger().incomplete()).isOne();
        assertThat(opened.registrar().ledger().incompleteBytes())
                .isEqualTo(mail("two").size());
        indexer.finish();

        assertThat(opened.registrar().ledger().odd()).isZero();
        assertThat(rows("SELECT number FROM text")).containsExactly("2");
        assertThat(rows("SELECT DISTINCT number FROM address")).containsExactly("2");
    }

    @Test
    void addsNoDetailsToAMessageThatWasDeletedMeanwhile() throws Exception {
        add(mail("one"));
        MessageDetails details = MessageDetails.of(mail("one"));
        writer.alone(new Selection(Optional.of(SqlText.TRUE), new LongList(), SqlText.TRUE)::delete);

        writer.shared(transaction -> {
            Inserter.complete(transaction, 1, 100, details);
            return true;
        });

        assertThat(rows("SELECT number FROM text")).isEmpty();
        assertThat(rows("SELECT number FROM address")).isEmpty();
        assertThat(opened.registrar().ledger().odd()).isZero();
        indexer.finish();
        assertThat(indexer.isFarBehind()).isFalse();
    }

    @Test
    void addsNoDetailsTwice() throws Exception {
        add(mail("one"));
        indexer.finish();

        writer.shared(transaction -> {
            Inserter.complete(transaction, 1, 100, MessageDetails.of(mail("another")));
            return true;
        });

        assertThat(rows("SELECT subject FROM message")).containsExactly("subject of one");
        assertThat(opened.registrar().ledger().odd()).isZero();
    }

    @Test
    void isFarBehindWhenManyMessagesHaveNoDetails() {
        for (int i = 1; i <= MOST_MESSAGES; i++) {
            assertThat(indexer.isFarBehind()).isFalse();
            add(mail("m" + i));
        }
        assertThat(indexer.isFarBehind()).isTrue();

        indexer.finish();

        assertThat(indexer.isFarBehind()).isFalse();
    }

    @Test
    void isFarBehindWhenLargeMessagesHaveNoDetails() {
        add(mail("large", "x".repeat(10_000)));
        assertThat(indexer.isFarBehind()).isTrue();

        indexer.finish();

        assertThat(indexer.isFarBehind()).isFalse();
    }

    @Test
    void continuesAfterARestart() throws Exception {
        add(mail("one"));
        indexer.finish();
        add(mail("two"));
        add(mail("three"));
        close();

        open();
        assertThat(opened.registrar().indexing().number()).isOne();
        assertThat(opened.registrar().ledger().incomplete()).isEqualTo(2);
        assertThat(opened.registrar().ledger().incompleteBytes())
                .isEqualTo(mail("two").size() + mail("three").size());
        indexer.finish();

        assertThat(rows("SELECT odd FROM message")).containsExactly("0", "0", "0");
        assertThat(opened.registrar().indexing().number()).isEqualTo(3);
        assertThat(opened.registrar().ledger().incomplete()).isZero();
        assertThat(opened.registrar().ledger().incompleteBytes()).isZero();
    }

    @Test
    void completesMessagesOfAnEarlierProcessWithoutBeingAsked() throws Exception {
        add(mail("one"));
        close();
        CountDownLatch parsed = new CountDownLatch(1);
        IndexerSettings settings = IndexerSettings.DEFAULT.withParser(message -> {
            parsed.countDown();
            return MessageDetails.of(message);
        });
        StoreQuery query = StoreQuery.of(MessageQuery.any().subjectContains("of one"));

        try (SqliteMessageStore store = SqliteMessageStore.open(file, Limits.defaults(), Durability.NORMAL, settings)) {
            assertThat(store.count(query)).isOne();
            TimeLimit.await(parsed);
            // Closing waits for the step that has begun.
        }

        assertThat(rows("SELECT odd FROM message")).containsExactly("0");
        try (SqliteMessageStore store = Samples.open(file)) {
            assertThat(store.count(query)).isOne();
        }
        open();
    }

    @Test
    void completesOnlyTheMessagesThatAQueryIsAbout() throws Exception {
        for (int i = 1; i <= 90; i++) {
            add(mail("m" + i));
        }

        indexer.catchUp(plan(30, 61));

        assertThat(rows("SELECT number FROM message WHERE odd = 2"))
                .hasSize(60)
                .doesNotContain("31", "60")
                .contains("30", "61");
        assertThat(opened.registrar().ledger().incomplete()).isEqualTo(60);
        assertThat(opened.registrar().indexing().number()).isZero();

        indexer.finish();

        assertThat(rows("SELECT number FROM message WHERE odd <> 0")).isEmpty();
        assertThat(opened.registrar().indexing().number()).isEqualTo(90);
        assertThat(opened.registrar().ledger().incompleteBytes()).isZero();
    }

    @Test
    void completesOnlySomeOfManyMessagesForAQuery() {
        addMany(4_800);

        indexer.catchUp(plan(0, Long.MAX_VALUE));

        assertThat(opened.registrar().ledger().incomplete()).isBetween(3_000L, 4_800L - 600L);
        assertThat(opened.registrar().indexing().number())
                .isEqualTo(4_800 - opened.registrar().ledger().incomplete());
    }

    private void addMany(int count) {
        writer.shared(transaction -> {
            for (int i = 1; i <= count; i++) {
                CapturedMessage message = mail("m" + i);
                NewMessage row = NewMessage.of(message, 0);
                Ledger ledger = transaction.ledger();
                Inserter.insert(transaction, ledger.lastNumber() + 1, row);
                transaction.setLedger(ledger.added(message.size(), row.kept(), row.weight()));
            }
            return true;
        });
    }

    private static QueryPlan plan(long after, long before) {
        return QueryPlan.of(StoreQuery.of(MessageQuery.any().subjectContains("subject"))
                .after(after)
                .before(before));
    }

    @Test
    void stopsAfterTheCurrentMessageIfItIsInterrupted() {
        add(mail("one"));
        add(mail("two"));
        MessageReader messages = new MessageReader(readers, ContentCache.shared(Limits.defaults()));

        Batch batch = messages.index(0, 2, MessageDetails::of, false, () -> true);

        assertThat(batch.last()).isOne();
        assertThat(batch.messages()).hasSize(1);
    }

    /** Makes details as a thread that the system has stopped for a while. */
    private static MessageDetails slowly(CapturedMessage message) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(11);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return MessageDetails.of(message);
    }

    @Test
    void completesSomeMessagesPerStepEvenIfTheFirstTakesLong() {
        for (int i = 1; i <= 25; i++) {
            add(mail("m" + i));
        }
        MessageReader messages = new MessageReader(readers, ContentCache.shared(Limits.defaults()));

        Batch batch = messages.index(0, 25, IndexerTest::slowly, false, () -> false);

        assertThat(batch.last()).isEqualTo(20);
        assertThat(batch.messages()).hasSize(20);
    }

    @Test
    void endsAStepThatHasTakenLongAfterALargeMessage() {
        add(mail("large", "x".repeat(300_000)));
        add(mail("small"));
        MessageReader messages = new MessageReader(readers, ContentCache.shared(Limits.defaults()));

        Batch batch = messages.index(0, 2, IndexerTest::slowly, false, () -> false);

        assertThat(batch.last()).isOne();
    }

    @Test
    void completesWholeStepsWhileARequestNeverEnds() throws Exception {
        int count = 60;
        for (int i = 1; i <= count; i++) {
            add(mail("m" + i));
        }
        Set<Long> steps = ConcurrentHashMap.newKeySet();
        CountDownLatch parsed = new CountDownLatch(count);
        CompletableFuture<Boolean> request = new CompletableFuture<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = new Thread(() -> opened.registrar().demand().during(() -> {
            reading.countDown();
            return request.join();
        }));
        try (Indexer running = newIndexer(message -> {
            steps.add(opened.registrar().indexing().number());
            parsed.countDown();
            return MessageDetails.of(message);
        })) {
            reader.start();
            TimeLimit.await(reading);
            running.start();

            TimeLimit.await(parsed);
        } finally {
            request.complete(true);
            TimeLimit.join(reader);
        }

        assertThat(steps).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void leavesFewMessagesToJava() throws Exception {
        for (int i = 1; i <= 50; i++) {
            add(mail("m" + i));
        }

        indexer.catchUp(plan(30, Long.MAX_VALUE));

        assertThat(opened.registrar().ledger().incomplete()).isEqualTo(50);
    }

    @Test
    void triesAgainLaterIfThereIsTooLittleMemory() throws Exception {
        add(mail("one"));
        add(mail("two"));
        add(mail("three"));
        AtomicBoolean hasMemory = new AtomicBoolean();
        Indexer failing = newIndexer(message -> {
            if (message.id().equals("two") && !hasMemory.get()) {
                throw new OutOfMemoryError("simulated");
            }
            return MessageDetails.of(message);
        });

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(failing::finish);

        assertThat(rows("SELECT odd FROM message ORDER BY number")).containsExactly("0", "2", "2");
        assertThat(opened.registrar().indexing().number()).isOne();
        hasMemory.set(true);
        failing.finish();
        assertThat(rows("SELECT odd FROM message ORDER BY number")).containsExactly("0", "0", "0");
    }

    @Test
    void doesWithoutTheDetailsOfAMessageThatAlwaysNeedsTooMuchMemory() {
        add(mail("one"));
        add(mail("two"));
        MessageReader messages = new MessageReader(readers, ContentCache.shared(Limits.defaults()));

        Batch batch = messages.index(
                0,
                2,
                message -> {
                    throw new OutOfMemoryError("simulated");
                },
                true,
                () -> false);

        assertThat(batch.last()).isOne();
        assertThat(batch.messages()).singleElement().satisfies(message -> {
            assertThat(message.number()).isOne();
            assertThat(message.details().isOdd()).isTrue();
        });
    }

    @Test
    void catchesUpEvenIfThereIsTooLittleMemory() {
        for (int i = 1; i <= 30; i++) {
            add(mail("m" + i));
        }
        Indexer failing = newIndexer(message -> {
            throw new OutOfMemoryError("simulated");
        });

        failing.catchUp(plan(0, Long.MAX_VALUE));

        assertThat(opened.registrar().ledger().incomplete()).isEqualTo(30);
    }

    @Test
    void countsEvictedMessagesWithoutDetails() {
        add(mail("one"));
        add(mail("two"));

        writer.alone(transaction -> {
            new Retention(Limits.builder().storedMessages(1).build()).evictExcess(transaction);
            return true;
        });

        Ledger ledger = opened.registrar().ledger();
        assertThat(ledger.evicted()).isOne();
        assertThat(ledger.odd()).isOne();
        assertThat(ledger.incomplete()).isOne();
        assertThat(ledger.incompleteBytes()).isEqualTo(mail("two").size());
        indexer.finish();
        assertThat(opened.registrar().ledger().odd()).isZero();
        assertThat(opened.registrar().ledger().incompleteBytes()).isZero();
    }
}

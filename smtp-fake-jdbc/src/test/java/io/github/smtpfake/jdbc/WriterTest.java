package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.TimeLimit;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    private static final int BUSY = 5;
    private static final int IOERR = 10;
    private static final int TOOBIG = 18;

    @TempDir
    private Path directory;

    private OpenedFile opened;
    private Writer writer;

    @BeforeEach
    void start() {
        opened = OpenedFile.open(directory.resolve("mail.db"), Limits.defaults(), Durability.NORMAL);
        writer = opened.newWriter();
        writer.start();
    }

    @AfterEach
    void close() {
        writer.close();
        opened.file().close();
    }

    @Test
    void opensTheFileAgainAfterAnErrorOfTheConnection() {
        assertThat(insert("one")).isEqualTo(1);
        Database before = writer.alone(Transaction::database);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> writer.shared(failing(IOERR)))
                .withMessageContaining("cannot be read or written");

        Database after = writer.alone(Transaction::database);
        assertThat(after).isNotSameAs(before);
        assertThat(insert("two")).isEqualTo(2);
        assertThat(insert("three")).isEqualTo(3);
    }

    @Test
    void executesAJobThatNeedsItsOwnTransactionOnTheCallingThread() throws Exception {
        // The thread of the store may write at this moment.
        TimeLimit.until(
                "a transaction on this thread",
                () -> writer.alone(transaction -> Thread.currentThread()) == Thread.currentThread());
    }

    @Test
    void leavesJobsThatMayShareATransactionToItsThread() {
        Thread thread = writer.shared(transaction -> Thread.currentThread());

        assertThat(thread.getName()).isEqualTo("smtp-fake-store");
    }

    @Test
    void rejectsAJobWithinAnotherOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> writer.alone(transaction -> writer.alone(Transaction::database)))
                .withMessageContaining("must not call the store");

        assertThat(insert("one")).isEqualTo(1);
    }

    @Test
    void waitsForTheTransactionOfACallerBeforeItCloses() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Background<Boolean> last = block(end);
        Background<Boolean> closing = Background.of(() -> {
            writer.close();
            return true;
        });
        end.countDown();

        assertThat(last.get()).isTrue();
        assertThat(closing.get()).isTrue();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> writer.alone(Transaction::database))
                .withMessageContaining("closed");
    }

    private long insert(String id) {
        return writer.shared(inserting(id));
    }

    private static Job.Work<Long> inserting(String id) {
        CapturedMessage message = mail(id);
        return transaction -> {
            NewMessage row = NewMessage.of(message, 0);
            long number = transaction.ledger().lastNumber() + 1;
            Inserter.insert(transaction, number, row);
            transaction.setLedger(transaction.ledger().added(message.size(), row.kept(), row.weight()));
            transaction.added(message);
            return number;
        };
    }

    private static Job.Work<Long> failing(int code) {
        return transaction -> {
            throw new SQLException("on purpose", null, code);
        };
    }

    @Test
    void survivesAnError() {
        Job.Work<Long> work = transaction -> {
            throw new OutOfMemoryError("on purpose");
        };

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> writer.shared(work))
                .withMessageContaining("on purpose");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> writer.alone(work))
                .withMessageContaining("on purpose");

        assertThat(insert("one")).isEqualTo(1);
    }

    @Test
    void notifiesTheOtherListenersAfterOneHasFailed() {
        List<String> added = new ArrayList<>();
        opened.changes().addListener(listener(message -> {
            throw new AssertionError("on purpose");
        }));
        opened.changes().addListener(listener(message -> added.add(message.id())));

        assertThat(insert("one")).isEqualTo(1);
        assertThat(insert("two")).isEqualTo(2);

        assertThat(added).containsExactly("one", "two");
    }

    private static StoreListener listener(Consumer<CapturedMessage> added) {
        return new StoreListener() {
            @Override
            public void added(CapturedMessage message) {
                added.accept(message);
            }

            @Override
            public void removed(List<String> ids) {}

            @Override
            public void changed(SmtpSession session) {}
        };
    }

    @Test
    void failsOnlyTheJobThatIsTheReason() throws Exception {
        List<Background<Long>> good = new ArrayList<>();
        CountDownLatch queued = new CountDownLatch(1);
        Background<Boolean> first = block(queued);
        good.add(queue(1, inserting("one")));
        Background<Long> bad = queue(2, failing(TOOBIG));
        good.add(queue(3, inserting("two")));
        Background<Long> worse = queue(4, transaction -> {
            throw new IllegalStateException("on purpose");
        });
        good.add(queue(5, inserting("three")));
        queued.countDown();

        first.get();
        for (Background<Long> each : good) {
            assertThat(each.get()).isPositive();
        }
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(bad::get);
        assertThatIllegalStateException().isThrownBy(worse::get).withMessage("on purpose");
        assertThat(opened.registrar().ledger().stored()).isEqualTo(3);
    }

    @Test
    void triesAGroupOnlyOnceIfTheFileIsLocked() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Job.Work<Long> locked = transaction -> {
            runs.incrementAndGet();
            throw new SQLException("on purpose", null, BUSY);
        };
        CountDownLatch queued = new CountDownLatch(1);
        Background<Boolean> first = block(queued);
        List<Background<Long>> jobs = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            jobs.add(queue(i, locked));
        }
        Background<Boolean> next = queue(4, () -> writer.alone(transaction -> writer.isFailing()));
        queued.countDown();

        first.get();
        for (Background<Long> each : jobs) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(each::get)
                    .withMessageContaining("is locked by another process");
        }
        assertThat(next.get()).isTrue();
        assertThat(runs).hasValue(1);
        assertThat(writer.isFailing()).isFalse();
    }

    @Test
    void leavesMessagesAloneThatHaveChangedSinceTheyWereFound() {
        insert("one");
        insert("two");
        LongList numbers = new LongList();
        numbers.add(1);
        numbers.add(2);
        Selection first = new Selection(Optional.of(SqlText.of("m.number = 1")), new LongList(), SqlText.TRUE);
        Selection unread = new Selection(
                Optional.empty(),
                numbers,
                QueryPlan.of(StoreQuery.all().read(false)).marks());
        int marked = writer.alone(transaction -> first.markRead(transaction, true));
        assertThat(marked).isEqualTo(1);

        int deleted = writer.alone(unread::delete);

        assertThat(deleted).isEqualTo(1);
        assertThat(opened.registrar().ledger().stored()).isEqualTo(1);
        assertThat(opened.registrar().ledger().unread()).isZero();
    }

    /** Writes until a latch opens, so that other jobs wait together. */
    private Background<Boolean> block(CountDownLatch end) {
        CountDownLatch begun = new CountDownLatch(1);
        Background<Boolean> blocking = Background.of(() -> writer.alone(transaction -> {
            begun.countDown();
            TimeLimit.await(end);
            return true;
        }));
        TimeLimit.await(begun);
        return blocking;
    }

    private Background<Long> queue(int waiting, Job.Work<Long> work) throws Exception {
        return queue(waiting, () -> writer.shared(work));
    }

    private <T> Background<T> queue(int waiting, Callable<T> job) throws Exception {
        Background<T> queued = Background.of(job);
        TimeLimit.until("the job to be queued", () -> writer.waiting() >= waiting);
        return queued;
    }
}

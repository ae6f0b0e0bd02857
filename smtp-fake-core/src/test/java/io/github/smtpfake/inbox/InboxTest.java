package io.github.smtpfake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreFullException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MessageStore store = new InMemoryMessageStore(Limits.defaults());
    private final Inbox inbox = Inbox.of(store).withTimeout(LONG);
    private final Inbox impatient = inbox.withTimeout(Duration.ZERO);

    private CapturedMessage arrive(String recipient, String subject) {
        CapturedMessage message = TestMail.of(
                Envelope.of("app@example.org", List.of(recipient)),
                "To: " + recipient,
                "Subject: " + subject,
                "",
                "text");
        try {
            store.add(message);
        } catch (StoreFullException e) {
            throw new AssertionError(e);
        }
        return message;
    }

    @Test
    void returnsTheOneThatIsThere() {
        CapturedMessage message = arrive("ada@example.org", "Welcome");

        assertThat(inbox.awaitOne()).isSameAs(message);
        assertThat(inbox.awaitOne(MessageQueries.to("ada@example.org"))).isSameAs(message);
        assertThat(inbox.await(1)).containsExactly(message);
        assertThat(inbox.awaitAtLeast(1)).containsExactly(message);
        assertThat(inbox.messages()).containsExactly(message);
    }

    @Test
    void failsWithTooMany() {
        arrive("ada@example.org", "one");
        arrive("ada@example.org", "two");
        arrive("ada@example.org", "three");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(inbox::awaitOne)
                .withMessage("""
                        Expected exactly 1 message within 30 s, but 3 came.
                        These match:
                          "one" <app@example.org> -> <ada@example.org>
                          "two" <app@example.org> -> <ada@example.org>
                          "three" <app@example.org> -> <ada@example.org>""")
                .satisfies(error -> assertThat(error.result().matches()).hasSize(3));
        assertThatExceptionOfType(AwaitFailedError.class).isThrownBy(() -> inbox.await(2));
        assertThat(inbox.await(3)).hasSize(3);
        assertThat(inbox.awaitAtLeast(2)).hasSize(3);
    }

    @Test
    void failsWithTooFew() {
        arrive("ada@example.org", "one");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> impatient.awaitAtLeast(2))
                .withMessageStartingWith(
                        "Expected at least 2 messages within 0 s, but 1 came.\nThese match:\n  \"one\" ");
    }

    @Test
    void isWokenByTheArrivalItWaitsFor() throws Exception {
        CompletableFuture<CapturedMessage> waiting = CompletableFuture.supplyAsync(
                () -> inbox.recipient("ada@example.org").awaitOne());
        arrive("bob@example.org", "other");
        assertThat(waiting).isNotDone();

        CapturedMessage message = arrive("ada@example.org", "Welcome");

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isSameAs(message);
    }

    @Test
    void wakesAllThatWait() throws Exception {
        List<CompletableFuture<List<CapturedMessage>>> waiting = List.of(
                CompletableFuture.supplyAsync(() -> inbox.await(2)),
                CompletableFuture.supplyAsync(() -> inbox.awaitAtLeast(2)));

        CapturedMessage first = arrive("ada@example.org", "one");
        CapturedMessage second = arrive("ada@example.org", "two");

        for (CompletableFuture<List<CapturedMessage>> one : waiting) {
            assertThat(one.get(20, TimeUnit.SECONDS)).containsExactly(first, second);
        }
    }

    @Test
    void seesOnlyWhatCameAfterItsMark() {
        arrive("ada@example.org", "before");
        Inbox since = inbox.sinceNow();
        assertThat(since.messages()).isEmpty();

        CapturedMessage after = arrive("ada@example.org", "after");

        assertThat(since.awaitOne()).isSameAs(after);
        assertThat(inbox.messages()).hasSize(2);
        assertThat(inbox.since(Mark.START).messages()).hasSize(2);
        assertThat(inbox.since(inbox.mark()).messages()).isEmpty();
    }

    @Test
    void isNotChangedByItsViews() {
        CapturedMessage ada = arrive("ada@example.org", "one");
        CapturedMessage bob = arrive("bob@example.org", "two");
        Inbox adas = inbox.recipient("ada@example.org");

        assertThat(adas.messages()).containsExactly(ada);
        assertThat(adas.matching(MessageQuery.any().subjectContains("two")).messages())
                .isEmpty();
        assertThat(adas.messages()).containsExactly(ada);
        assertThat(inbox.from("app@example.org").messages()).isEmpty();
        assertThat(inbox.messages()).containsExactly(ada, bob);
        assertThat(store.counters().deleted()).isZero();
    }

    @Test
    void polls() {
        assertThat(inbox.findOne()).isEmpty();
        CapturedMessage ada = arrive("ada@example.org", "one");
        assertThat(inbox.findOne()).containsSame(ada);
        arrive("bob@example.org", "two");

        assertThat(inbox.recipient("ada@example.org").findOne()).containsSame(ada);
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(inbox::findOne)
                .withMessage("""
                        Expected at most 1 message, but 2 came.
                        These match:
                          "one" <app@example.org> -> <ada@example.org>
                          "two" <app@example.org> -> <bob@example.org>""");
    }

    @Test
    void looksAtWhatDoesNotMatchToo() {
        CapturedMessage ada = arrive("ada@example.org", "one");
        CapturedMessage bob = arrive("bob@example.org", "two");

        AwaitResult result = inbox.recipient("ada@example.org").snapshot();

        assertThat(result.matches()).containsExactly(ada);
        assertThat(result.nearMisses())
                .containsExactly(new NearMiss(bob, List.of("recipient ada@example.org: was bob@example.org")));
    }

    @Test
    void tellsClientsApart() {
        CapturedMessage message = arrive("ada@example.org", "one");

        assertThat(inbox.helo("client").messages()).containsExactly(message);
        assertThat(inbox.helo("another").messages()).isEmpty();
        assertThat(inbox.user("app").messages()).containsExactly(message);
        assertThat(inbox.user("another").messages()).isEmpty();
    }

    @Test
    void givesEachTestAnAddressOfItsOwn() {
        String mine = inbox.uniqueAddress();
        String yours = inbox.uniqueAddress();
        CapturedMessage message = arrive(mine, "mine");
        arrive(yours, "yours");

        assertThat(mine).matches("to-[a-z0-9]{16}@example\\.org").isNotEqualTo(yours);
        assertThat(inbox.recipient(mine).awaitOne()).isSameAs(message);
    }

    @Test
    void saysWhatItSelects() {
        assertThat(inbox).hasToString("inbox of all messages");
        assertThat(inbox.recipient("ada@example.org")
                        .matching(MessageQuery.any().subjectContains("x")))
                .hasToString("inbox of messages for recipient ada@example.org and with subject containing \"x\"");
    }

    @Test
    void stopsWaitingWhenInterruptedAndKeepsTheFlag() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            started.countDown();
            try {
                inbox.awaitOne();
            } catch (IllegalStateException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        waiting.start();
        started.await();

        waiting.interrupt();

        waiting.join(20_000);
        assertThat(thrown.get())
                .hasMessage(
                        "Interrupted while waiting for 1 message.\nNo client has connected since. Does the application"
                                + " use host and port of this server?")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(flag.get()).isTrue();
    }

    @Test
    void tellsWhatIsThereThoughInterrupted() {
        CapturedMessage message = arrive("ada@example.org", "x");

        Thread.currentThread().interrupt();
        try {
            assertThat(inbox.messages()).containsExactly(message);
            assertThat(inbox.findOne()).contains(message);
            assertThat(inbox.snapshot().matches()).containsExactly(message);
            assertThat(inbox.sessions()).isEmpty();
            assertThat(inbox.awaitOne()).isSameAs(message);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToWaitForNothing(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inbox.await(count))
                .withMessage("count must be at least 1, not " + count + "; messages() looks without waiting");
        assertThatIllegalArgumentException().isThrownBy(() -> inbox.awaitAtLeast(count));
    }

    @Test
    void refusesANegativeTimeout() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inbox.withTimeout(Duration.ofMillis(-1)))
                .withMessage("timeout must not be negative, but is PT-0.001S");
    }

    @Test
    void mayWaitForEver() {
        CapturedMessage message = arrive("ada@example.org", "x");

        assertThat(inbox.withTimeout(ChronoUnit.FOREVER.getDuration()).awaitOne())
                .isSameAs(message);
    }

    @Test
    void lastsNoLongerThanItsTimeout() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ofMillis(50)).awaitOne())
                .withMessageStartingWith("Expected exactly 1 message within 50 ms, but none came.");
        assertThatIllegalStateException().isThrownBy(() -> {
            Thread.currentThread().interrupt();
            inbox.awaitOne();
        });
        assertThat(Thread.interrupted()).isTrue();
    }
}

package io.github.smtpfake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import io.github.smtpfake.testing.Background;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

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
    void returnsTheOnlyMessage() {
        CapturedMessage message = arrive("ada@example.org", "Welcome");

        assertThat(inbox.awaitOne()).isSameAs(message);
        assertThat(inbox.awaitOne(MessageQueries.to("ada@example.org"))).isSameAs(message);
        assertThat(inbox.await(1)).containsExactly(message);
        assertThat(inbox.awaitAtLeast(1)).containsExactly(message);
        assertThat(inbox.messages()).containsExactly(message);
    }

    @Test
    void narrowsByHeaderAndEnvelope() {
        CapturedMessage toAda = arrive("ada@example.org", "Welcome, Ada");
        CapturedMessage toBob = arrive("bob@example.org", "Welcome, Bob");

        assertThat(inbox.to("ADA@example.org").messages()).containsExactly(toAda);
        assertThat(inbox.sender("app@example.org").messages()).containsExactly(toAda, toBob);
        assertThat(inbox.sender("ada@example.org").messages()).isEmpty();
        assertThat(inbox.subjectContains("welcome").to("bob@example.org").messages())
                .containsExactly(toBob);
        assertThat(inbox.awaitAtLeast(1, MessageQueries.subjectContains("Ada"))).containsExactly(toAda);
    }

    @Test
    void waitsForTheGivenTime() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.awaitOne(Duration.ofMillis(1)))
                .withMessageStartingWith("Expected exactly 1 message within 1 ms, but none arrived.");
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> impatient.awaitAtLeast(2, MessageQueries.to("ada@example.org")))
                .withMessageStartingWith(
                        "Expected at least 2 messages with To ada@example.org within 0 s, but none arrived.");

        CapturedMessage message = arrive("ada@example.org", "Welcome");
        assertThat(impatient.awaitOne(LONG)).isSameAs(message);
    }

    @Test
    void failsWithTooManyMessages() {
        arrive("ada@example.org", "one");
        arrive("ada@example.org", "two");
        arrive("ada@example.org", "three");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(inbox::awaitOne)
                .withMessage("""
                        Expected exactly 1 message within 30 s, but 3 arrived.
                        Matching:
                          "one" <app@example.org> -> <ada@example.org>
                          "two" <app@example.org> -> <ada@example.org>
                          "three" <app@example.org> -> <ada@example.org>""")
                .satisfies(error -> assertThat(error.result().matches()).hasSize(3));
        assertThatExceptionOfType(AwaitFailedError.class).isThrownBy(() -> inbox.await(2));
        assertThat(inbox.await(3)).hasSize(3);
        assertThat(inbox.awaitAtLeast(2)).hasSize(3);
    }

    @Test
    void failsWithTooFewMessages() {
        arrive("ada@example.org", "one");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> impatient.awaitAtLeast(2))
                .withMessageStartingWith(
                        "Expected at least 2 messages within 0 s, but only 1 arrived.\nMatching:\n  \"one\" ");
    }

    @Test
    void returnsAMessageThatArrivesDuringTheWait() throws Exception {
        Background<CapturedMessage> waiting = Background.of(
                        () -> inbox.recipient("ada@example.org").awaitOne())
                .untilItWaits();
        arrive("bob@example.org", "other");
        assertThat(waiting.untilItWaits().isDone())
                .as("returned without its message")
                .isFalse();

        CapturedMessage message = arrive("ada@example.org", "Welcome");

        assertThat(waiting.get()).isSameAs(message);
    }

    @Test
    void wakesEveryWaitingThread() throws Exception {
        List<Background<List<CapturedMessage>>> waiting = List.of(
                Background.of(() -> inbox.await(2)).untilItWaits(),
                Background.of(() -> inbox.awaitAtLeast(2)).untilItWaits());

        CapturedMessage first = arrive("ada@example.org", "one");
        for (Background<List<CapturedMessage>> each : waiting) {
            assertThat(each.untilItWaits().isDone()).as("returned too early").isFalse();
        }
        CapturedMessage second = arrive("ada@example.org", "two");

        for (Background<List<CapturedMessage>> each : waiting) {
            assertThat(each.get()).containsExactly(first, second);
        }
    }

    @Test
    void returnsOnlyMessagesAfterItsMark() {
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
    void doesNotChangeWhenItIsNarrowed() {
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
    void findsOneMessageWithoutWaiting() {
        assertThat(inbox.findOne()).isEmpty();
        CapturedMessage ada = arrive("ada@example.org", "one");
        assertThat(inbox.findOne()).containsSame(ada);
        arrive("bob@example.org", "two");

        assertThat(inbox.recipient("ada@example.org").findOne()).containsSame(ada);
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(inbox::findOne)
                .withMessage("""
                        Expected at most 1 message, but 2 arrived.
                        Matching:
                          "one" <app@example.org> -> <ada@example.org>
                          "two" <app@example.org> -> <bob@example.org>""");
    }

    @Test
    void showsMessagesThatDoNotMatchInASnapshot() {
        CapturedMessage ada = arrive("ada@example.org", "one");
        CapturedMessage bob = arrive("bob@example.org", "two");

        AwaitResult result = inbox.recipient("ada@example.org").snapshot();

        assertThat(result.matches()).containsExactly(ada);
        assertThat(result.nearMisses())
                .containsExactly(new NearMiss(bob, List.of("recipient ada@example.org: was bob@example.org")));
    }

    @Test
    void selectsByEhloNameAndUser() {
        CapturedMessage message = arrive("ada@example.org", "one");

        assertThat(inbox.helo("client").messages()).containsExactly(message);
        assertThat(inbox.helo("another").messages()).isEmpty();
        assertThat(inbox.user("app").messages()).containsExactly(message);
        assertThat(inbox.user("another").messages()).isEmpty();
    }

    @Test
    void returnsAnotherAddressOnEachCall() {
        String mine = inbox.uniqueAddress();
        String yours = inbox.uniqueAddress();
        CapturedMessage message = arrive(mine, "mine");
        arrive(yours, "yours");

        assertThat(mine).matches("to-[a-z0-9]{16}@example\\.org").isNotEqualTo(yours);
        assertThat(inbox.recipient(mine).awaitOne()).isSameAs(message);
    }

    @Test
    void describesWhatItSelects() {
        assertThat(inbox).hasToString("inbox of all messages");
        assertThat(inbox.recipient("ada@example.org")
                        .matching(MessageQuery.any().subjectContains("x")))
                .hasToString("inbox of messages for recipient ada@example.org and with subject containing \"x\"");
    }

    @Test
    void stopsWaitingWhenInterruptedAndKeepsTheInterruptStatus() throws Exception {
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Background<CapturedMessage> waiting = Background.of(() -> {
                    try {
                        return inbox.awaitOne();
                    } finally {
                        stillInterrupted.set(Thread.currentThread().isInterrupted());
                    }
                })
                .untilItWaits();

        waiting.interrupt();

        assertThatIllegalStateException()
                .isThrownBy(waiting::get)
                .withMessage(
                        "Interrupted while waiting for 1 message.\nNobody has connected.\nCheck the host and port that the"
                                + " application sends to, and that its sending code ran. If it sends later, wait longer.")
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void returnsWithoutWaitingAlthoughInterrupted() {
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

    @Test
    void acceptsATimeoutOfForever() {
        CapturedMessage message = arrive("ada@example.org", "x");

        assertThat(inbox.withTimeout(ChronoUnit.FOREVER.getDuration()).awaitOne())
                .isSameAs(message);
    }

    @Test
    void failsAfterItsTimeout() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ofMillis(50)).awaitOne())
                .withMessageStartingWith("Expected exactly 1 message within 50 ms, but none arrived.");
        assertThatIllegalStateException().isThrownBy(() -> {
            Thread.currentThread().interrupt();
            inbox.awaitOne();
        });
        assertThat(Thread.interrupted()).isTrue();
    }
}

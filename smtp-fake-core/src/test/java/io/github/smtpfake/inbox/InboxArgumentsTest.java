package io.github.smtpfake.inbox;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An inbox names the argument that it rejects. */
class InboxArgumentsTest {
    private static final MailSource SOURCE = new InMemoryMessageStore(Limits.defaults());
    private static final Inbox INBOX = Inbox.of(SOURCE);

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource
    void namesAMissingArgument(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(argument);
    }

    static Stream<Arguments> namesAMissingArgument() {
        return Stream.of(
                missing("source", () -> Inbox.of(null)),
                missing("query", () -> INBOX.matching(null)),
                missing("query", () -> INBOX.awaitOne((MessageQuery) null)),
                missing("timeout", () -> INBOX.awaitOne((Duration) null)),
                missing("query", () -> INBOX.awaitAtLeast(1, null)),
                missing("address", () -> INBOX.to(null)),
                missing("address", () -> INBOX.sender(null)),
                missing("text", () -> INBOX.subjectContains(null)),
                missing("query", () -> INBOX.await(1, null)),
                missing("query", () -> INBOX.awaitSession(null)),
                missing("mark", () -> INBOX.since(null)),
                missing("timeout", () -> INBOX.withTimeout(null)),
                missing("time", () -> INBOX.awaitNoneFor(null)),
                missing("matches", () -> new AwaitResult(null, List.of(), 0, List.of(), 0, Mark.START)),
                missing("nearMisses", () -> new AwaitResult(List.of(), null, 0, List.of(), 0, Mark.START)),
                missing("sessions", () -> new AwaitResult(List.of(), List.of(), 0, null, 0, Mark.START)),
                missing("mark", () -> new AwaitResult(List.of(), List.of(), 0, List.of(), 0, null)),
                missing(
                        "late",
                        () -> new AwaitResult(
                                List.of(), List.of(), null, 0, List.of(), 0, Mark.START, Optional.empty())),
                missing(
                        "server",
                        () -> new AwaitResult(List.of(), List.of(), List.of(), 0, List.of(), 0, Mark.START, nothing())),
                missing("headline", () -> INBOX.report(null, INBOX.snapshot())),
                missing("result", () -> INBOX.report("x", null)),
                missing("message", () -> INBOX.withNotes(null, INBOX.snapshot())),
                missing("result", () -> INBOX.withNotes("x", null)),
                missing("query", () -> SOURCE.notes(null, INBOX.snapshot())),
                missing("result", () -> SOURCE.notes(MessageQuery.any(), null)),
                missing("message", () -> SOURCE.remark(null)),
                missing("messages", () -> SOURCE.lateForEarlierWait(null)),
                missing("result", () -> new MailSource.Quiet(null, List.of())),
                missing("underWay", () -> new MailSource.Quiet(INBOX.snapshot(), null)),
                missing("message", () -> new NearMiss(null, List.of())));
    }

    private static Optional<String> nothing() {
        return null;
    }

    private static Arguments missing(String argument, ThrowingCallable call) {
        return Arguments.of(argument, call);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void rejectsACountBelowOne(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INBOX.await(count))
                .withMessage("count must be at least 1, but is " + count + "; messages() returns without waiting");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INBOX.awaitAtLeast(count))
                .withMessageStartingWith("count must be at least 1, but is " + count);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INBOX.awaitAtLeast(count, MessageQuery.any()))
                .withMessageStartingWith("count must be at least 1, but is " + count);
    }

    @Test
    void rejectsNegativeTimes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INBOX.withTimeout(Duration.ofMillis(-1)))
                .withMessage("timeout must not be negative, but is PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INBOX.awaitOne(Duration.ofMillis(-1)))
                .withMessage("timeout must not be negative, but is PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INBOX.awaitNoneFor(Duration.ofMillis(-1)))
                .withMessage("time must not be negative, but is PT-0.001S");
    }

    @Test
    void rejectsNegativeNumbersInAMark() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mark(-1, 0))
                .withMessage("message must not be negative, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mark(0, -2))
                .withMessage("session must not be negative, but is -2");
    }
}
